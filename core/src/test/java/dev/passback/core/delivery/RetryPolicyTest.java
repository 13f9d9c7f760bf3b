package dev.passback.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.delivery.NextStep.Again;
import dev.passback.core.delivery.NextStep.AwaitRelease;
import dev.passback.core.delivery.NextStep.Delivered;
import dev.passback.core.delivery.NextStep.Expired;
import dev.passback.core.delivery.NextStep.Held;
import dev.passback.core.delivery.NextStep.Rejected;
import dev.passback.core.delivery.RetryPolicy.UnsureRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final Duration LONG = Duration.ofDays(3);
    private static final Outcome LATER = new Outcome.NotTaken("connection refused", Optional.empty());
    private static final Outcome MAYBE = new Outcome.Unsure("reset");
    private static final double NO_JITTER = 0;

    @ParameterizedTest
    @CsvSource({
        "1, PT5S",
        "2, PT30S",
        "3, PT2M",
        "4, PT10M",
        "5, PT30M",
        "6, PT1H",
        "7, PT2H",
        "8, PT4H",
        "9, PT6H",
        "10, PT6H",
        "1000, PT6H"
    })
    void the_default_waits_grow_and_the_last_one_repeats(int attempts, Duration wait) {
        assertThat(RetryPolicy.DEFAULT.after(LATER, new Progress(attempts, 0, LONG), NO_JITTER))
                .isEqualTo(new Again(wait));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, PT10M", "1, 1, PT10M", "4, 1, PT10M", "5, 1, PT30M", "9, 0, PT6H"})
    void an_unsure_one_waits_ten_minutes_or_its_turn_if_that_is_longer(int attempts, int unsure, Duration wait) {
        assertThat(RetryPolicy.DEFAULT.after(MAYBE, new Progress(attempts, unsure, LONG), NO_JITTER))
                .isEqualTo(new Again(wait));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 100})
    void a_third_unsure_outcome_ends_it(int unsureBefore) {
        assertThat(RetryPolicy.DEFAULT.after(MAYBE, new Progress(3, unsureBefore, LONG), NO_JITTER))
                .isEqualTo(new Expired());
    }

    @Test
    void unsure_outcomes_of_before_do_not_stop_one_that_was_surely_not_taken() {
        assertThat(RetryPolicy.DEFAULT.after(LATER, new Progress(3, 2, LONG), NO_JITTER))
                .isEqualTo(new Again(Duration.ofMinutes(2)));
    }

    @ParameterizedTest
    @CsvSource({"0, PT72H", "1, PT1S", "2, PT0S", "9, PT-1H"})
    void a_person_is_asked_about_every_unsure_outcome_where_the_integration_says_hold(int unsure, Duration left) {
        assertThat(holding().after(MAYBE, new Progress(unsure + 1, unsure, left), NO_JITTER))
                .isEqualTo(new Held());
    }

    @Test
    void hold_is_about_unsure_outcomes_only() {
        assertThat(holding().after(LATER, new Progress(1, 0, LONG), NO_JITTER))
                .isEqualTo(new Again(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({
        // attempts, the upstream's wish, what is left, what follows
        "1,  PT0S,     PT72H,    PT5S",
        "1,  PT-1H,    PT72H,    PT5S",
        "1,  PT3S,     PT72H,    PT5S",
        "1,  PT57S,    PT72H,    PT57S",
        "3,  PT57S,    PT72H,    PT2M",
        "1,  PT24H,    PT72H,    PT24H",
        "1,  PT25H,    PT72H,    PT24H",
        "1,  P10000D,  PT72H,    PT24H",
        "1,  PT1H,     PT1H,     PT1H",
        "1,  PT1H,     PT59M,    expired",
        "1,  PT1H,     PT0S,     expired",
        "1,  PT0S,     PT0S,     expired",
    })
    void the_upstreams_wish_is_granted_up_to_a_day_and_within_the_window(
            int attempts, Duration wish, Duration left, String follows) {
        // Given
        Outcome outcome = new Outcome.NotTaken("429", Optional.of(wish));

        // When
        NextStep next = RetryPolicy.DEFAULT.after(outcome, new Progress(attempts, 0, left), NO_JITTER);

        // Then
        assertThat(next).isEqualTo(follows.equals("expired") ? new Expired() : new Again(Duration.parse(follows)));
    }

    @ParameterizedTest
    @CsvSource({"PT5S, PT5S", "PT4S, PT4S", "PT0.001S, PT0.001S", "PT0S, expired", "PT-1S, expired"})
    void the_last_attempt_falls_on_the_end_of_the_window(Duration left, String follows) {
        assertThat(RetryPolicy.DEFAULT.after(LATER, new Progress(1, 0, left), NO_JITTER))
                .isEqualTo(follows.equals("expired") ? new Expired() : new Again(Duration.parse(follows)));
    }

    @Test
    void an_unsure_one_is_not_sent_again_before_its_time_even_if_the_window_closes() {
        assertThat(RetryPolicy.DEFAULT.after(MAYBE, new Progress(1, 0, Duration.ofMinutes(10)), NO_JITTER))
                .isEqualTo(new Again(Duration.ofMinutes(10)));
        assertThat(RetryPolicy.DEFAULT.after(MAYBE, new Progress(1, 0, Duration.ofMinutes(9)), NO_JITTER))
                .isEqualTo(new Expired());
    }

    @Test
    void the_wait_after_an_unsure_one_is_not_cut_as_an_upstreams_wish_is() {
        // Given
        RetryPolicy patient = new RetryPolicy(RetryPolicy.DEFAULT.waits(), LONG, UnsureRule.RETRY, Duration.ofDays(2));

        // When / Then
        assertThat(patient.after(MAYBE, new Progress(1, 0, LONG), NO_JITTER)).isEqualTo(new Again(Duration.ofDays(2)));
    }

    @ParameterizedTest
    @CsvSource({"0, PT10S", "0.5, PT11S", "0.999999, PT11.999S"})
    void jitter_adds_up_to_a_fifth(double dice, Duration wait) {
        // Given
        RetryPolicy policy = new RetryPolicy(List.of(Duration.ofSeconds(10)), LONG, UnsureRule.RETRY, Duration.ZERO);

        // When / Then
        assertThat(policy.after(LATER, new Progress(1, 0, LONG), dice)).isEqualTo(new Again(wait));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, PT72H", "40, 2, PT0S", "7, 1, PT-5H"})
    void what_is_settled_or_blocked_does_not_depend_on_progress(int attempts, int unsure, Duration left) {
        // Given
        Progress progress = new Progress(attempts, unsure, left);

        // When / Then
        assertThat(RetryPolicy.DEFAULT.after(new Outcome.Accepted(List.of("w")), progress, NO_JITTER))
                .isEqualTo(new Delivered());
        assertThat(RetryPolicy.DEFAULT.after(new Outcome.Refused("no"), progress, NO_JITTER))
                .isEqualTo(new Rejected());
        assertThat(RetryPolicy.DEFAULT.after(new Outcome.Blocked("wall"), progress, NO_JITTER))
                .isEqualTo(new AwaitRelease());
    }

    @Test
    void a_policy_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> waiting()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> waiting(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> waiting(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .hasMessage("waits must be one or more durations above zero");
        assertThatThrownBy(() -> new RetryPolicy(
                        List.of(Duration.ofSeconds(1)), Duration.ofSeconds(-1), UnsureRule.HOLD, Duration.ZERO))
                .hasMessage("window and unsure wait must not be negative");
        assertThatThrownBy(() -> new RetryPolicy(
                        List.of(Duration.ofSeconds(1)), Duration.ZERO, UnsureRule.HOLD, Duration.ofSeconds(-1)))
                .hasMessage("window and unsure wait must not be negative");
    }

    @Test
    void the_list_handed_in_can_be_changed_without_changing_the_policy() {
        // Given
        List<Duration> waits = new ArrayList<>(List.of(Duration.ofSeconds(1)));

        // When
        RetryPolicy policy = new RetryPolicy(waits, LONG, UnsureRule.RETRY, Duration.ZERO);
        waits.clear();

        // Then
        assertThat(policy.waits()).containsExactly(Duration.ofSeconds(1));
    }

    private static RetryPolicy holding() {
        return new RetryPolicy(RetryPolicy.DEFAULT.waits(), LONG, UnsureRule.HOLD, Duration.ofMinutes(10));
    }

    private static RetryPolicy waiting(Duration... waits) {
        return new RetryPolicy(List.of(waits), LONG, UnsureRule.RETRY, Duration.ZERO);
    }

    @Test
    void the_most_attempts_are_those_that_the_rules_allow_when_each_is_put_off() {
        // When
        Duration left = RetryPolicy.DEFAULT.window();
        int attempts = 1;
        while (RetryPolicy.DEFAULT.after(
                        new Outcome.NotTaken("later", Optional.empty()), new Progress(attempts, 0, left), 0)
                instanceof NextStep.Again again) {
            left = left.minus(again.delay());
            attempts++;
        }
        // Then
        assertThat(RetryPolicy.DEFAULT.mostAttempts()).isEqualTo(attempts).isEqualTo(20);
    }

    @Test
    void a_window_that_is_shorter_than_the_first_wait_leaves_one_last_try() {
        RetryPolicy hasty = new RetryPolicy(
                List.of(Duration.ofMinutes(1)), Duration.ofSeconds(10), RetryPolicy.UnsureRule.HOLD, Duration.ZERO);
        assertThat(hasty.mostAttempts()).isEqualTo(2);
    }
}
