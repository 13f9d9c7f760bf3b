package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.LEASE;
import static dev.passback.db.TestTenant.UNSURE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.EndedLeases;
import dev.passback.db.delivery.Settlement;
import dev.passback.db.integration.IntegrationSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SubmissionHistoryIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Optional<Set<TenantId>> ANYBODY = Optional.empty();

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final SubmissionHistory history = new SubmissionHistory(DATABASE.pool());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void what_waited_for_a_release_is_tried_for_the_whole_window_from_there() {
        // Given
        NewSubmission submission = tenant.submission("{}");
        await(new SubmissionStore(DATABASE.pool(), "node-1").accept(submission));
        DATABASE.run(
                "UPDATE submission SET retry_until = now() + interval '1 minute' WHERE id = '" + submission.id() + "'");
        IntegrationSettings integrations = new IntegrationSettings(DATABASE.pool());
        Act act = new Act("staff:anna", Optional.of("holidays"), "127.0.0.1");
        await(integrations.pause(tenant.integration(), act));
        // When
        await(integrations.release(tenant.integration(), act));
        // Then
        SubmissionLine line = find(submission.id()).line();
        assertThat(Duration.between(line.acceptedAt(), line.retryUntil())).isGreaterThan(Duration.ofDays(2));
    }

    @Test
    void a_submission_that_waits_is_found_with_what_was_accepted() {
        // Given
        NewSubmission submission = tenant.submission("{ \"label\":\"to the letter\" }");
        await(new SubmissionStore(DATABASE.pool(), "node-1").accept(submission));
        // When
        SubmissionView found = find(submission.id());
        // Then
        SubmissionLine line = found.line();
        assertThat(line.tenant()).isEqualTo(tenant.tenant());
        assertThat(line.id()).isEqualTo(submission.id());
        assertThat(line.integration()).isEqualTo("greenhouse:one");
        assertThat(line.integrationLabel()).isEqualTo("Greenhouse of ACME");
        assertThat(line.target()).isEqualTo(submission.target());
        assertThat(line.label()).isEqualTo("Result");
        assertThat(line.url()).isEqualTo("https://example.com/r");
        assertThat(line.state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(line.attempts()).isZero();
        assertThat(line.warnings()).isZero();
        assertThat(line.mayBeDoubled()).isFalse();
        assertThat(line.dueAt()).contains(line.acceptedAt());
        assertThat(line.settledAt()).isEmpty();
        assertThat(line.last()).isEmpty();
        assertThat(Duration.between(line.acceptedAt(), line.retryUntil())).isEqualTo(Duration.ofDays(3));
        assertThat(found.cameBy().keyId()).isEqualTo("key000000001");
        assertThat(found.body()).isEqualTo("{ \"label\":\"to the letter\" }");
        assertThat(found.integrationState()).isEqualTo(Integration.State.ACTIVE);
        assertThat(found.integrationReason()).isEmpty();
        assertThat(found.attempts()).isEmpty();
        assertThat(found.warnings()).isEmpty();
        assertThat(found.acts()).isEmpty();
    }

    @Test
    void a_settled_submission_is_found_with_all_its_attempts_warnings_and_acts() {
        // Given
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Held());
        await(new SubmissionActions(DATABASE.pool())
                .sendAgain(tenant.id(), id, new Act("staff:anna", Optional.of("the customer asked"), "10.0.0.1")));
        Claimed second = claim();
        await(tenant.queue()
                .settle(new Settlement(
                        second,
                        result(new Outcome.Accepted(List.of("first warning", "second warning"))),
                        new NextStep.Delivered())));
        // When
        SubmissionView found = find(id);
        // Then
        assertThat(found.line().state()).isEqualTo(SubmissionState.DELIVERED);
        assertThat(found.line().attempts()).isEqualTo(2);
        assertThat(found.line().warnings()).isEqualTo(2);
        assertThat(found.line().mayBeDoubled()).isTrue();
        assertThat(found.line().dueAt()).isEmpty();
        assertThat(found.line().settledAt()).isPresent();
        assertThat(found.attempts()).extracting(SubmissionView.AttemptLine::no).containsExactly(1, 2);
        assertThat(found.attempts())
                .extracting(attempt -> attempt.end().orElseThrow().outcome())
                .containsExactly(OutcomeKind.UNSURE, OutcomeKind.ACCEPTED);
        assertThat(found.warnings())
                .containsExactly(
                        new SubmissionView.WarningLine(2, "first warning"),
                        new SubmissionView.WarningLine(2, "second warning"));
        assertThat(found.acts()).singleElement().satisfies(act -> {
            assertThat(act.actor()).isEqualTo("staff:anna");
            assertThat(act.act()).isEqualTo("send again");
            assertThat(act.reason()).contains("the customer asked");
        });
    }

    @Test
    void an_answer_comes_back_as_it_was_settled() {
        // Given
        Answer answer = new Answer(
                503,
                Map.of("retry-after", "30"),
                "<html>busy</html>",
                true,
                Optional.of(new UpstreamError("REMOTE.SERVICE_UNAVAILABLE", null, "busy", null)));
        Timing timing = new Timing(Duration.ofNanos(1_500_000), Duration.ofMillis(20), Duration.ZERO);
        Outcome outcome = new Outcome.NotTaken("it is busy", Optional.of(Duration.ofSeconds(30)));
        // When
        SubmissionId id = tenant.settled(
                new AttemptResult(outcome, Optional.of(answer), timing), new NextStep.Again(Duration.ofSeconds(30)));
        SubmissionView.AttemptLine attempt = find(id).attempts().getFirst();
        // Then
        SubmissionView.AttemptEnd end = attempt.end().orElseThrow();
        assertThat(attempt.node()).isEqualTo("node-1");
        assertThat(end.outcome()).isEqualTo(OutcomeKind.NOT_TAKEN);
        assertThat(end.reason()).isEqualTo("it is busy");
        assertThat(end.answer()).contains(answer);
        assertThat(end.timing()).isEqualTo(timing);
        assertThat(find(id).line().last())
                .contains(new SubmissionLine.LastOutcome(
                        "not_taken", "it is busy", Optional.of(503), Optional.of("REMOTE.SERVICE_UNAVAILABLE")));
    }

    @Test
    void an_attempt_under_way_has_no_end() {
        // Given
        Claimed claimed = tenant.sending();
        // When // Then
        assertThat(find(claimed.id()).line().state()).isEqualTo(SubmissionState.SENDING);
        assertThat(find(claimed.id()).attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.begunAt()).isEqualTo(claimed.begunAt());
            assertThat(attempt.end()).isEmpty();
        });
    }

    @Test
    void an_attempt_without_an_answer_is_found_without_one() {
        // Given
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Held());
        // When // Then
        assertThat(find(id).attempts().getFirst().end().orElseThrow().answer()).isEmpty();
    }

    @Test
    void what_came_of_an_attempt_too_late_is_found_beside_what_it_was_judged() {
        // Given
        Claimed lost = tenant.sending();
        tenant.age(lost.id(), LEASE.plusSeconds(1));
        Claimed taken = await(new EndedLeases(DATABASE.pool()).takeOver(tenant.id(), 1, LEASE))
                .getFirst();
        await(tenant.queue().settle(new Settlement(taken, UNSURE, new NextStep.Held())));
        // When
        await(tenant.queue().noteLate(new Settlement(lost, ACCEPTED, new NextStep.Delivered())));
        // Then
        SubmissionView found = find(lost.id());
        assertThat(found.line().state()).isEqualTo(SubmissionState.HELD);
        assertThat(found.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.end().orElseThrow().outcome()).isEqualTo(OutcomeKind.UNSURE);
            SubmissionView.LateOutcome late = attempt.late().orElseThrow();
            assertThat(late.outcome()).isEqualTo(OutcomeKind.ACCEPTED);
            assertThat(late.reason()).isEqualTo("the upstream took it");
            assertThat(late.at()).isAfterOrEqualTo(attempt.end().orElseThrow().at());
        });
    }

    @Test
    void an_attempt_that_ended_in_time_has_no_late_outcome() {
        // Given
        SubmissionId id = tenant.settled(ACCEPTED, new NextStep.Delivered());
        // When // Then
        assertThat(find(id).attempts().getFirst().late()).isEmpty();
    }

    @Test
    void a_blocked_integration_tells_why() {
        // Given
        SubmissionId id =
                tenant.settled(result(new Outcome.Blocked("the key was refused")), new NextStep.AwaitRelease());
        // When // Then
        assertThat(find(id).integrationState()).isEqualTo(Integration.State.BLOCKED);
        assertThat(find(id).integrationReason()).contains("the key was refused");
    }

    @Test
    void a_submission_is_found_by_its_own_tenant_and_by_nobody_elses() {
        // Given
        SubmissionId open = tenant.queued();
        SubmissionId settled = tenant.settled(ACCEPTED, new NextStep.Delivered());
        TenantId other = TestTenant.in(DATABASE).id();
        for (SubmissionId id : List.of(open, settled)) {
            // When // Then
            assertThat(await(history.find(id, Optional.of(Set.of(tenant.id())))))
                    .isPresent();
            assertThat(await(history.find(id, Optional.of(Set.of(other, tenant.id())))))
                    .isPresent();
            assertThat(await(history.find(id, Optional.of(Set.of(other))))).isEmpty();
            assertThat(await(history.find(id, Optional.of(Set.of())))).isEmpty();
        }
    }

    @Test
    void an_unknown_id_finds_nothing() {
        // When // Then
        assertThat(await(history.find(SubmissionId.next(), ANYBODY))).isEmpty();
    }

    @Test
    void integrations_of_two_tenants_with_the_same_id_are_told_apart() {
        // Given
        TestTenant other = TestTenant.in(DATABASE);
        DATABASE.run("UPDATE integration SET label = 'of the other' WHERE tenant_id = %s", other.id());
        // When // Then
        assertThat(find(tenant.queued()).line().integrationLabel()).isEqualTo("Greenhouse of ACME");
        assertThat(find(other.queued()).line().integrationLabel()).isEqualTo("of the other");
    }

    private SubmissionView find(SubmissionId id) {
        return await(history.find(id, ANYBODY)).orElseThrow();
    }

    private Claimed claim() {
        return await(tenant.queue().claim(tenant.integration(), 1, LEASE)).getFirst();
    }
}
