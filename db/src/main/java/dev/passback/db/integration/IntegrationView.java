package dev.passback.db.integration;

import dev.passback.core.integration.Integration;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An integration as people see and change it. Of its credential there is only the number: which one is in force, and since when.
 *
 * @param tenant the name of its tenant
 * @param stateReason why it is blocked or paused
 * @param capNow how many calls its upstream bears at the moment, where that is less than the cap
 * @param credentialKey the number of the key that it is sealed with
 * @param version of what people set
 */
public record IntegrationView(
        Integration integration,
        String tenant,
        Optional<String> stateReason,
        OffsetDateTime stateSince,
        Optional<Integer> capNow,
        int credentialVersion,
        OffsetDateTime credentialSince,
        long credentialKey,
        OffsetDateTime createdAt,
        long version) {}
