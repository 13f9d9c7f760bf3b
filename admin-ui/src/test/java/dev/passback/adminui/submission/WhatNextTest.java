package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionView;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhatNextTest {

    private static final Instant NOW = Instant.parse("2025-11-12T14:03:00Z");

    @Test
    void what_waits_says_when_it_is_sent_and_until_when_it_is_tried() {
        assertThat(sentence(SubmissionState.QUEUED, Integration.State.ACTIVE, Optional.of(Duration.ofMinutes(12))))
                .isEqualTo("Will be sent again in 12 min (at 14:15 UTC), because the upstream answered 503."
                        + " It is tried until 15 Nov, 14:03 UTC.");
    }

    @Test
    void what_is_due_says_what_it_waits_for() {
        assertThat(sentence(SubmissionState.QUEUED, Integration.State.ACTIVE, Optional.of(Duration.ofMinutes(-2))))
                .startsWith("Has been due since 14:01 UTC; it is sent as soon as its integration has a free slot.");
    }

    @Test
    void a_paused_integration_is_named_before_any_time() {
        assertThat(sentence(SubmissionState.QUEUED, Integration.State.PAUSED, Optional.of(Duration.ofMinutes(12))))
                .isEqualTo("Waits, because somebody paused its integration: maintenance."
                        + " It is sent once the integration is released.");
    }

    @Test
    void what_is_held_says_what_to_look_for() {
        assertThat(sentence(SubmissionState.HELD, Integration.State.ACTIVE, Optional.empty()))
                .contains("may or may not have arrived", "Look into the ATS");
    }

    @Test
    void every_state_ends_its_sentences() {
        for (SubmissionState state : SubmissionState.values()) {
            assertThat(sentence(state, Integration.State.ACTIVE, Optional.empty()))
                    .as(state.word())
                    .endsWith(".");
        }
    }

    private static String sentence(SubmissionState state, Integration.State integration, Optional<Duration> due) {
        OffsetDateTime now = NOW.atOffset(ZoneOffset.UTC);
        SubmissionLine line = new SubmissionLine(
                new Tenant(new TenantId(1), "acme"),
                SubmissionId.next(),
                "greenhouse:1",
                "Greenhouse",
                integration,
                new Target(Target.Kind.CANDIDATE, "c"),
                "Excel",
                "https://a.example",
                state,
                1,
                0,
                false,
                now,
                now.plusDays(3),
                due.map(now::plus),
                state.settled() ? Optional.of(now) : Optional.empty(),
                Optional.of(new SubmissionLine.LastOutcome(
                        "not_taken", "the upstream answered 503", Optional.of(503), Optional.empty())));
        SubmissionView view =
                new SubmissionView(line, "key", "{}", Optional.of("maintenance"), List.of(), List.of(), List.of());
        return new WhatNext(view, NOW).sentence().toString();
    }
}
