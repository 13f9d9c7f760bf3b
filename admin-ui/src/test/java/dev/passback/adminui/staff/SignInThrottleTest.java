package dev.passback.adminui.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.staff.SignInThrottle.Attempt;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private static final Attempt SAM = new Attempt("sam", "192.0.2.1");

    private Instant now = Instant.parse("2025-11-12T14:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(() -> now);

    @Test
    void the_first_failures_cost_nothing() {
        // When
        fail(SAM, SignInThrottle.FREE_TRIES - 1);
        // Then
        assertThat(throttle.wait(SAM)).isZero();
    }

    @Test
    void every_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        // Given
        fail(SAM, SignInThrottle.FREE_TRIES);
        Duration first = throttle.wait(SAM);
        // When
        fail(SAM, 1);
        Duration second = throttle.wait(SAM);
        fail(SAM, 1_000);
        Duration last = throttle.wait(SAM);
        // Then
        assertThat(first).isEqualTo(Duration.ofSeconds(1));
        assertThat(second).isEqualTo(Duration.ofSeconds(2));
        assertThat(last).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void the_wait_ends_by_itself_and_a_success_forgets_it() {
        // Given
        fail(SAM, SignInThrottle.FREE_TRIES + 1);
        // When
        now = now.plusSeconds(2);
        Duration after = throttle.wait(SAM);
        throttle.succeeded(SAM);
        fail(SAM, 1);
        // Then
        assertThat(after).isZero();
        assertThat(throttle.wait(SAM)).isZero();
    }

    @Test
    void one_persons_failures_do_not_keep_another_out() {
        // When
        fail(SAM, 20);
        // Then
        assertThat(throttle.wait(new Attempt("sam", "192.0.2.2"))).isZero();
        assertThat(throttle.wait(new Attempt("ada", "192.0.2.1"))).isZero();
    }

    @Test
    void a_flood_of_names_fills_no_memory() {
        // Given
        fail(SAM, 20);
        // When
        for (int i = 0; i < SignInThrottle.MOST_KEPT; i++) {
            throttle.failed(new Attempt("name " + i, "192.0.2.3"));
        }
        // Then
        assertThat(throttle.wait(SAM)).isZero();
    }

    private void fail(Attempt attempt, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(attempt);
        }
    }
}
