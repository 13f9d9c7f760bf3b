package dev.passback.db.job;

import dev.passback.core.job.JobAct;
import dev.passback.core.job.JobState;
import dev.passback.core.tenant.TenantId;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A job as it stands.
 *
 * @param actor who asked for it, as the audit log names people
 * @param query which submissions, in the words of the list
 * @param tenants whose; nothing means everybody's
 * @param rate how many a second at the most
 * @param endedBy who cancelled it
 * @param failure why it was given up
 */
public record Job(
        UUID id,
        String actor,
        JobAct act,
        String reason,
        String query,
        Optional<Set<TenantId>> tenants,
        int rate,
        JobState state,
        Times times,
        Counts counts,
        Optional<String> endedBy,
        Optional<String> failure) {

    public Job {
        tenants = tenants.map(Set::copyOf);
    }

    /** When it was asked for, taken up and over. */
    public record Times(OffsetDateTime created, Optional<OffsetDateTime> started, Optional<OffsetDateTime> ended) {}

    /**
     * How far it has come.
     *
     * @param expected how many matched when it was made
     * @param expectedMore whether there were more than were counted
     * @param done on how many it changed something
     * @param unchanged on how many there was nothing to change
     * @param refused on how many the database refused to
     */
    public record Counts(int expected, boolean expectedMore, int done, int unchanged, int refused) {

        /** How many had their turn. */
        public int chosen() {
            return done + unchanged + refused;
        }
    }
}
