package dev.passback.gateway.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void the_thirty_first_call_is_over_the_limit() {
        for (int call = 0; call < 30; call++) {
            assertThat(inFlight.enter("a:1")).isTrue();
        }
        assertThat(inFlight.enter("a:1")).isFalse();
        assertThat(inFlight.highest("a:1")).isEqualTo(31);
    }

    @Test
    void a_call_that_left_makes_room() {
        // Given
        inFlight.replaceLimits(Map.of("a:1", 1));
        inFlight.enter("a:1");
        // When
        inFlight.leave("a:1");
        // Then
        assertThat(inFlight.enter("a:1")).isTrue();
        assertThat(inFlight.highest("a:1")).isEqualTo(1);
    }

    @Test
    void integrations_do_not_share_a_limit() {
        // Given
        inFlight.replaceLimits(Map.of("a:1", 1, InFlight.ANY, 2));
        // When
        inFlight.enter("a:1");
        // Then
        assertThat(inFlight.enter("b:1")).isTrue();
        assertThat(inFlight.limit("a:1")).isEqualTo(1);
        assertThat(inFlight.limit("b:1")).isEqualTo(2);
    }

    @Test
    void forgetting_the_highest_keeps_what_is_in_flight() {
        // Given
        inFlight.enter("a:1");
        inFlight.enter("a:1");
        inFlight.leave("a:1");
        // When
        inFlight.forgetHighest();
        // Then
        assertThat(inFlight.highest("a:1")).isEqualTo(1);
        assertThat(inFlight.now("a:1")).isEqualTo(1);
    }
}
