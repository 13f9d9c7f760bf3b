package dev.passback.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void every_outcome_knows_its_kind_and_why() {
        // Given
        List<Outcome> outcomes = List.of(
                new Outcome.Accepted(List.of()),
                new Outcome.Refused("why"),
                new Outcome.NotTaken("why", Optional.empty()),
                new Outcome.Blocked("why"),
                new Outcome.Unsure("why"));

        // When / Then
        assertThat(outcomes).extracting(Outcome::kind).containsExactly(OutcomeKind.values());
        assertThat(outcomes).extracting(Outcome::reason).doesNotContain("");
    }

    @Test
    void every_next_step_leads_to_a_state() {
        assertThat(List.of(
                        new NextStep.Delivered(),
                        new NextStep.Rejected(),
                        new NextStep.Expired(),
                        new NextStep.Held(),
                        new NextStep.Again(Duration.ZERO),
                        new NextStep.AwaitRelease()))
                .extracting(NextStep::state)
                .containsExactly(
                        SubmissionState.DELIVERED,
                        SubmissionState.REJECTED,
                        SubmissionState.EXPIRED,
                        SubmissionState.HELD,
                        SubmissionState.QUEUED,
                        SubmissionState.QUEUED);
    }

    @Test
    void what_was_handed_in_can_be_changed_without_changing_the_outcome() {
        // Given
        List<String> warnings = new ArrayList<>(List.of("one"));
        Map<String, String> headers = new HashMap<>(Map.of("a", "b"));

        // When
        Outcome.Accepted accepted = new Outcome.Accepted(warnings);
        Answer answer = new Answer(200, headers, "", false, Optional.empty());
        warnings.clear();
        headers.clear();

        // Then
        assertThat(accepted.warnings()).containsExactly("one");
        assertThat(answer.headers()).containsEntry("a", "b");
    }

    @Test
    void the_parts_of_a_timing_make_up_its_total() {
        // Given
        Timing timing = new Timing(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(300));

        // When / Then
        assertThat(timing.total()).isEqualTo(Duration.ofMillis(321));
        assertThat(Timing.NONE.total()).isZero();
    }

    @Test
    void an_attempt_may_end_without_an_answer() {
        assertThat(AttemptResult.unanswered(new Outcome.Unsure("reset"), Timing.NONE)
                        .answer())
                .isEmpty();
    }
}
