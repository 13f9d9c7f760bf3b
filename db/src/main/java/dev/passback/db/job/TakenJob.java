package dev.passback.db.job;

import java.util.UUID;

/**
 * A job under the lease of a node.
 *
 * @param cursor the last submission that had its turn
 * @param last the last one that may have one
 */
public record TakenJob(Job job, UUID lease, UUID cursor, UUID last) {

    TakenJob at(UUID further) {
        return new TakenJob(job, lease, further, last);
    }
}
