package dev.passback.db.sample;

import java.time.Instant;

/**
 * How much is made. The same size makes the same rows.
 *
 * @param days how far back the first submission lies
 * @param seed of everything that is left to chance
 * @param until when the last submission was accepted; what would have ended later is still open
 */
public record SampleSize(long submissions, int tenants, int integrations, int days, long seed, Instant until) {

    public SampleSize {
        if (submissions < 1 || tenants < 1 || integrations < tenants || days < 1) {
            throw new IllegalArgumentException(
                    "there must be at least one submission, tenant and day, and an integration for each tenant");
        }
    }
}
