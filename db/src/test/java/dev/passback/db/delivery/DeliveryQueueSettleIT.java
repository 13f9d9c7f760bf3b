package dev.passback.db.delivery;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.LEASE;
import static dev.passback.db.TestTenant.UNSURE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryQueueSettleIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final AttemptResult REFUSED = result(new Outcome.Refused("the candidate is unknown"));
    private static final AttemptResult NOT_TAKEN = result(new Outcome.NotTaken("too many requests", Optional.empty()));

    private final TestTenant tenant = TestTenant.in(DATABASE);
    private final DeliveryQueue queue = tenant.queue();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    static Stream<Arguments> stepsThatSettle() {
        return Stream.of(
                Arguments.of(ACCEPTED, new NextStep.Delivered(), "delivered", "accepted"),
                Arguments.of(REFUSED, new NextStep.Rejected(), "rejected", "refused"),
                Arguments.of(NOT_TAKEN, new NextStep.Expired(), "expired", "not_taken"));
    }

    @ParameterizedTest
    @MethodSource("stepsThatSettle")
    void a_final_step_moves_the_row_to_this_months_history(
            AttemptResult result, NextStep next, String state, String outcome) {
        // When
        SubmissionId id = tenant.settled(result, next);
        // Then
        assertThat(tenant.row(id))
                .containsEntry("state", state)
                .containsEntry("due_at", null)
                .containsEntry("lease", null)
                .containsEntry("lease_until", null)
                .containsEntry("last_outcome", outcome)
                .containsEntry("last_reason", result.outcome().reason())
                .containsEntry(
                        "partition",
                        DATABASE.text("SELECT to_char(now() AT TIME ZONE 'UTC', '\"submission_\"YYYY_MM')"));
        assertThat(DATABASE.column("SELECT settled_at <= now() FROM submission WHERE id = %s", id))
                .containsExactly("t");
    }

    @Test
    void a_submission_to_be_sent_again_is_due_after_the_delay() {
        // When
        SubmissionId id = tenant.settled(NOT_TAKEN, new NextStep.Again(Duration.ofMillis(90_500)));
        // Then
        assertThat(tenant.row(id))
                .containsEntry("state", "queued")
                .containsEntry("unsure", "0")
                .containsEntry("attempts", "1")
                .containsEntry("settled_at", "infinity")
                .containsEntry("partition", "submission_open");
        assertThat(DATABASE.text("""
                SELECT s.due_at = a.ended_at + interval '90.5 s' FROM submission s JOIN attempt a ON a.submission_id = s.id
                WHERE s.id = %s
                """, id)).isEqualTo("t");
    }

    @Test
    void a_held_submission_is_open_and_not_due() {
        // When
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Held());
        // Then
        assertThat(tenant.row(id))
                .containsEntry("state", "held")
                .containsEntry("due_at", null)
                .containsEntry("lease", null)
                .containsEntry("settled_at", "infinity")
                .containsEntry("partition", "submission_open");
        assertThat(await(queue.claim(tenant.integration(), 1, LEASE))).isEmpty();
    }

    @Test
    void unsure_outcomes_are_counted_and_others_are_not() {
        // Given
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Again(Duration.ZERO));
        // When
        await(queue.settle(new Settlement(claim(), NOT_TAKEN, new NextStep.Again(Duration.ZERO))));
        await(queue.settle(new Settlement(claim(), UNSURE, new NextStep.Again(Duration.ZERO))));
        // Then
        assertThat(tenant.row(id)).containsEntry("unsure", "2").containsEntry("attempts", "3");
        assertThat(tenant.attempts(id))
                .extracting(attempt -> attempt.get("outcome"))
                .containsExactly("unsure", "not_taken", "unsure");
    }

    @Test
    void the_attempt_is_completed_with_the_answer_and_its_timing() {
        // Given
        Answer answer = new Answer(
                422,
                Map.of("content-type", "application/json", "x-request-id", "\"1\" ü"),
                "{\"status\":\"error\"} 😀",
                true,
                Optional.of(
                        new UpstreamError("REMOTE.INPUT_INVALID", "Invalid", "no such candidate", "https://log/1")));
        Timing timing = new Timing(Duration.ofNanos(1_500_999), Duration.ofMillis(20), Duration.ofMillis(3));
        // When
        SubmissionId id = tenant.settled(
                new AttemptResult(new Outcome.Refused("it says no"), Optional.of(answer), timing),
                new NextStep.Rejected());
        // Then
        Map<String, String> attempt = new LinkedHashMap<>(tenant.attempts(id).getFirst());
        assertThat(attempt)
                .containsEntry("outcome", "refused")
                .containsEntry("reason", "it says no")
                .containsEntry("status", "422")
                .containsEntry("code", "REMOTE.INPUT_INVALID")
                .containsEntry("title", "Invalid")
                .containsEntry("message", "no such candidate")
                .containsEntry("log_url", "https://log/1")
                .containsEntry("answer_body", answer.body())
                .containsEntry("answer_cut", "t")
                .containsEntry("connect_us", "1500")
                .containsEntry("waiting_us", "20000")
                .containsEntry("reading_us", "3000");
        assertThat(new JsonObject(attempt.get("answer_headers")).getMap()).isEqualTo(Map.copyOf(answer.headers()));
        assertThat(tenant.row(id))
                .containsEntry("last_status", "422")
                .containsEntry("last_code", "REMOTE.INPUT_INVALID");
    }

    @Test
    void an_attempt_without_an_answer_has_none() {
        // When
        SubmissionId id = tenant.settled(UNSURE, new NextStep.Held());
        // Then
        assertThat(tenant.attempts(id).getFirst())
                .containsEntry("status", null)
                .containsEntry("answer_body", null)
                .containsEntry("answer_headers", null)
                .containsEntry("code", null);
    }

    @Test
    void warnings_are_kept_word_for_word_in_their_order() {
        // Given
        List<String> said = List.of("the label was cut", "", "the label was cut", "Ünïcödé 😀");
        // When
        SubmissionId id = tenant.settled(result(new Outcome.Accepted(said)), new NextStep.Delivered());
        // Then
        assertThat(DATABASE.column(
                        "SELECT message FROM warning WHERE submission_id = %s AND attempt = 1 ORDER BY no", id))
                .containsExactlyElementsOf(said);
        assertThat(tenant.row(id)).containsEntry("warnings", "4");
    }

    @Test
    void settling_twice_changes_nothing_the_second_time() {
        // Given
        Claimed claimed = tenant.sending();
        Settlement settlement =
                new Settlement(claimed, result(new Outcome.Accepted(List.of("a warning"))), new NextStep.Delivered());
        await(queue.settle(settlement));
        Map<String, @Nullable String> settled = DATABASE.rows(
                        "SELECT id, xmin FROM submission WHERE id = %s", claimed.id())
                .getFirst();
        // When
        Future<Void> again = queue.settle(settlement);
        // Then
        assertThatThrownBy(() -> await(again)).isInstanceOf(LeaseLostException.class);
        assertThat(tenant.row(claimed.id())).containsAllEntriesOf(settled);
        assertThat(DATABASE.column("SELECT no FROM warning WHERE submission_id = %s", claimed.id()))
                .hasSize(1);
    }

    private Claimed claim() {
        return await(queue.claim(tenant.integration(), 1, LEASE)).getFirst();
    }
}
