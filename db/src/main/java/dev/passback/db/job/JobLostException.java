package dev.passback.db.job;

import java.util.UUID;

/** The job was cancelled, or another node has taken it over: nothing was done. */
public final class JobLostException extends RuntimeException {
    JobLostException(UUID job) {
        super("job " + job + " is no longer this node's");
    }
}
