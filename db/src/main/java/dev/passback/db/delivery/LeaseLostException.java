package dev.passback.db.delivery;

import dev.passback.core.submission.SubmissionId;

/** Somebody else holds the submission now, or it is settled: the lease ended before the attempt did. */
public final class LeaseLostException extends RuntimeException {
    LeaseLostException(SubmissionId id) {
        super("the lease on submission " + id + " is lost");
    }
}
