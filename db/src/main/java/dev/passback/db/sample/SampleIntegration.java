package dev.passback.db.sample;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * An integration that submissions are made for.
 *
 * @param tenant whose; the number that the database gave it
 * @param ats what its customer uses, such as {@code Greenhouse}
 * @param state the word of the database
 * @param stoppedSince from when on nothing is sent, where it is paused or blocked
 * @param holdsUnsure whether an unsure outcome waits for a person
 */
record SampleIntegration(
        long tenant,
        String id,
        String label,
        String ats,
        String state,
        Optional<Instant> stoppedSince,
        Optional<String> stoppedBecause,
        boolean holdsUnsure) {

    IntegrationRef ref() {
        return new IntegrationRef(new TenantId(tenant), id);
    }

    boolean stoppedAt(Instant time) {
        return stoppedSince.filter(since -> !since.isAfter(time)).isPresent();
    }
}
