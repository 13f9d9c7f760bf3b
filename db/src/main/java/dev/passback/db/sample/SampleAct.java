package dev.passback.db.sample;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person did to a submission. */
record SampleAct(
        long tenant,
        UUID submission,
        Instant at,
        String actor,
        String act,
        @Nullable String reason,
        String origin) {}
