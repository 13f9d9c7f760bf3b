package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.Timing;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionView;
import dev.passback.db.submission.SubmissionView.ActLine;
import dev.passback.db.submission.SubmissionView.AttemptEnd;
import dev.passback.db.submission.SubmissionView.AttemptLine;
import dev.passback.db.submission.SubmissionView.LateOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhatNextTest {

    private static final Instant NOW = Instant.parse("2025-11-12T14:03:00Z");
    private static final SubmissionView.Route ROUTE =
            new SubmissionView.Route(java.net.URI.create("https://upstream.example/v1"), 0, 20);

    @Test
    void what_waits_says_when_it_is_sent_and_until_when_it_is_tried() {
        assertThat(sentence(SubmissionState.QUEUED, Integration.State.ACTIVE, Optional.of(Duration.ofMinutes(12))))
                .isEqualTo(
                        "Will be sent again in 12 min (at 14:15 UTC), attempt 2 of at most 20, because the upstream answered 503."
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
    void a_blocked_integration_is_tried_by_itself_and_released_sooner_by_a_person() {
        assertThat(sentence(SubmissionState.QUEUED, Integration.State.BLOCKED, Optional.of(Duration.ofMinutes(12))))
                .isEqualTo("Waits, because its integration is blocked: maintenance."
                        + " Every 5 minutes one submission is sent to see whether that is mended;"
                        + " a person may release the integration sooner.");
    }

    @Test
    void what_is_held_for_an_unsure_outcome_says_what_to_look_for() {
        assertThat(sentence(SubmissionState.HELD, Integration.State.ACTIVE, Optional.empty()))
                .contains("may or may not have arrived", "Look into the ATS");
    }

    @Test
    void what_somebody_holds_says_who_and_why_and_what_ends_it() {
        assertThat(sentence(SubmissionState.HELD, List.of(attempt(1, -60)), List.of(act("hold", -3))))
                .isEqualTo("Held by sam 3 min ago (14:00 UTC): “the customer asked”."
                        + " It is not sent until somebody releases it.");
    }

    @Test
    void who_held_it_once_is_not_named_when_a_later_attempt_is_unsure() {
        assertThat(sentence(
                        SubmissionState.HELD,
                        List.of(attempt(1, -60), attempt(2, -2)),
                        List.of(act("hold", -9), act("release", -3))))
                .startsWith("Waits for a person, because its last attempt may or may not have arrived");
    }

    @Test
    void what_a_person_marked_as_delivered_says_so_and_not_that_the_ats_took_it() {
        assertThat(sentence(SubmissionState.DELIVERED, List.of(attempt(1, -60)), List.of(act("mark as delivered", -3))))
                .isEqualTo("Delivered by the word of sam 3 min ago (14:00 UTC): “the customer asked”."
                        + " It is never sent again.");
    }

    @Test
    void what_was_given_up_says_who_did_it() {
        assertThat(sentence(
                        SubmissionState.CANCELLED,
                        List.of(),
                        List.of(act("cancel", -30), act("send again", -20), act("cancel", -3))))
                .isEqualTo("Given up by sam 3 min ago (14:00 UTC): “the customer asked”. It is not sent any more.");
    }

    @ParameterizedTest
    @EnumSource(
            value = SubmissionState.class,
            names = {"QUEUED", "HELD", "REJECTED", "EXPIRED", "CANCELLED"})
    void what_turned_out_to_have_arrived_is_to_be_marked_before_it_is_sent_twice(SubmissionState state) {
        assertThat(sentence(state, List.of(late(OutcomeKind.ACCEPTED)), List.of()))
                .endsWith(" But the ATS took it: that came out too late, at 14:01 UTC."
                        + " Mark it as delivered, so that it is not sent twice.");
    }

    @Test
    void any_other_late_outcome_changes_nothing() {
        for (OutcomeKind kind : List.of(OutcomeKind.REFUSED, OutcomeKind.NOT_TAKEN, OutcomeKind.UNSURE)) {
            assertThat(sentence(SubmissionState.HELD, List.of(late(kind)), List.of()))
                    .doesNotContain("too late");
        }
        assertThat(sentence(SubmissionState.DELIVERED, List.of(late(OutcomeKind.ACCEPTED)), List.of()))
                .doesNotContain("too late");
    }

    @Test
    void every_state_ends_its_sentences() {
        for (SubmissionState state : SubmissionState.values()) {
            assertThat(sentence(state, Integration.State.ACTIVE, Optional.empty()))
                    .as(state.word())
                    .endsWith(".");
        }
    }

    private static ActLine act(String act, int minutes) {
        return new ActLine(
                now().plusMinutes(minutes), "staff:sam", act, Optional.of("the customer asked"), Optional.empty());
    }

    private static AttemptLine attempt(int no, int minutes) {
        AttemptEnd end = new AttemptEnd(
                now().plusMinutes(minutes), OutcomeKind.UNSURE, "no answer came", Optional.empty(), Timing.NONE);
        return new AttemptLine(no, now().plusMinutes(minutes), "node-1", Optional.of(end), Optional.empty());
    }

    private static AttemptLine late(OutcomeKind kind) {
        AttemptLine attempt = attempt(1, -5);
        LateOutcome late = new LateOutcome(now().minusMinutes(2), kind, "it said so");
        return new AttemptLine(1, attempt.begunAt(), "node-1", attempt.end(), Optional.of(late));
    }

    private static OffsetDateTime now() {
        return NOW.atOffset(ZoneOffset.UTC);
    }

    private static String sentence(SubmissionState state, Integration.State integration, Optional<Duration> due) {
        return sentence(line(state, integration, due), List.of(), List.of());
    }

    private static String sentence(SubmissionState state, List<AttemptLine> attempts, List<ActLine> acts) {
        return sentence(line(state, Integration.State.ACTIVE, Optional.empty()), attempts, acts);
    }

    private static String sentence(SubmissionLine line, List<AttemptLine> attempts, List<ActLine> acts) {
        SubmissionView view = new SubmissionView(
                line,
                new SubmissionView.CameBy("key", Optional.empty(), Optional.empty()),
                "{}",
                ROUTE,
                Optional.of("maintenance"),
                attempts,
                List.of(),
                acts);
        return new WhatNext(view, NOW).sentence().toString();
    }

    private static SubmissionLine line(SubmissionState state, Integration.State integration, Optional<Duration> due) {
        return new SubmissionLine(
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
                now(),
                now().plusDays(3),
                due.map(now()::plus),
                state.settled() ? Optional.of(now()) : Optional.empty(),
                Optional.of(new SubmissionLine.LastOutcome(
                        "not_taken", "the upstream answered 503", Optional.of(503), Optional.empty())));
    }
}
