package dev.passback.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedeliveryTest {

    @Test
    void it_is_tried_again_soon_then_ever_later_and_given_up_after_three_days() {
        assertThat(Redelivery.after(1, 0)).contains(Duration.ofSeconds(5));
        assertThat(Redelivery.after(2, 0)).contains(Duration.ofMinutes(5));
        assertThat(Redelivery.after(9, 0)).contains(Duration.ofHours(24));
        assertThat(Redelivery.after(10, 0)).isEmpty();
        Duration all = IntStream.rangeClosed(1, 9)
                .mapToObj(attempts -> Redelivery.after(attempts, 0).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofHours(72), Duration.ofHours(80));
    }

    @Test
    void what_failed_together_does_not_come_together_again() {
        assertThat(Redelivery.after(3, 1)).contains(Duration.ofMinutes(33));
        assertThat(Redelivery.after(3, 0.5)).contains(Duration.ofSeconds(1890));
    }

    @Test
    void a_fresh_secret_has_the_form_of_standard_webhooks() {
        assertThat(SigningSecret.generate().reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(SigningSecret.generate()).isNotEqualTo(SigningSecret.generate());
        assertThat(SigningSecret.generate()).hasToString("***");
    }
}
