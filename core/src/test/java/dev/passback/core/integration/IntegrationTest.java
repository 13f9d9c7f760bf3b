package dev.passback.core.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.integration.Integration.Limits;
import dev.passback.core.integration.Integration.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void the_default_limits_are_those_of_the_manual() {
        assertThat(Limits.DEFAULT).isEqualTo(new Limits(20, Duration.ofSeconds(10), Duration.ofSeconds(60)));
    }

    @Test
    void a_lease_outlasts_the_call_by_fifteen_seconds() {
        assertThat(Limits.DEFAULT.lease()).isEqualTo(Duration.ofSeconds(75));
        assertThat(new Limits(1, SECOND, Duration.ofMinutes(5)).lease()).isEqualTo(Duration.ofSeconds(315));
    }

    @ParameterizedTest
    @CsvSource({"1, PT0S, PT0.001S", "1000000, PT60S, PT5M"})
    void limits_are_taken_at_their_edges(int cap, Duration answerWithin, Duration callTimeout) {
        assertThat(new Limits(cap, answerWithin, callTimeout).cap()).isEqualTo(cap);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void a_cap_below_one_is_refused(int cap) {
        assertThatThrownBy(() -> new Limits(cap, SECOND, SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the cap must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT60.001S", "P1D"})
    void a_wait_below_zero_or_above_a_minute_is_refused(Duration answerWithin) {
        assertThatThrownBy(() -> new Limits(1, answerWithin, SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the wait must be between 0 and 60 seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT5M0.001S", "P1D"})
    void a_call_time_out_of_nothing_or_above_five_minutes_is_refused(Duration callTimeout) {
        assertThatThrownBy(() -> new Limits(1, SECOND, callTimeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the call time-out must be above 0 and at most 5 minutes");
    }

    @ParameterizedTest
    @EnumSource
    void a_state_is_found_by_its_word(State state) {
        assertThat(state.word()).isLowerCase();
        assertThat(State.ofWord(state.word())).isEqualTo(state);
    }
}
