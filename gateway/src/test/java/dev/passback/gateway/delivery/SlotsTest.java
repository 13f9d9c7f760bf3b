package dev.passback.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final int CAP = 3;

    private final Slots slots = new Slots();

    @Test
    void slots_are_given_up_to_the_cap_and_not_one_more() {
        // Given
        Integration integration = integration("a", CAP);
        // When
        int first = slots.take(integration, 2);
        int second = slots.take(integration, 2);
        int third = slots.take(integration, 1);
        // Then
        assertThat(first).isEqualTo(2);
        assertThat(second).isEqualTo(1);
        assertThat(third).isZero();
        assertThat(slots.inFlight()).isEqualTo(CAP);
    }

    @Test
    void a_slot_that_is_given_back_can_be_taken_again() {
        // Given
        Integration integration = integration("a", CAP);
        slots.take(integration, CAP);
        // When
        slots.giveBack(integration.ref(), 1);
        // Then
        assertThat(slots.take(integration, CAP)).isEqualTo(1);
    }

    @Test
    void one_integration_takes_nothing_from_another_nor_one_tenant_from_another() {
        // Given
        slots.take(integration("a", CAP), CAP);
        // When
        int other = slots.take(integration("b", CAP), CAP);
        int sameNameElsewhere = slots.take(integration(2, "a", CAP), CAP);
        // Then
        assertThat(other).isEqualTo(CAP);
        assertThat(sameNameElsewhere).isEqualTo(CAP);
    }

    @Test
    void a_cap_that_is_lowered_counts_from_the_next_take() {
        // Given
        slots.take(integration("a", CAP), CAP);
        slots.giveBack(integration("a", CAP).ref(), 1);
        // When
        int taken = slots.take(integration("a", 1), 1);
        // Then
        assertThat(taken).isZero();
    }

    @Test
    void when_all_are_back_nothing_is_in_flight_and_no_mistake_makes_it_less() {
        // Given
        Integration integration = integration("a", CAP);
        slots.take(integration, CAP);
        // When
        slots.giveBack(integration.ref(), CAP);
        slots.giveBack(integration.ref(), 1);
        // Then
        assertThat(slots.inFlight()).isZero();
        assertThat(slots.take(integration, 10)).isEqualTo(CAP);
    }

    @Test
    void a_crowd_of_threads_never_holds_more_than_the_cap() throws InterruptedException {
        // Given
        Integration integration = integration("a", CAP);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(8);
        // When
        for (int thread = 0; thread < 8; thread++) {
            Thread.ofPlatform().start(() -> {
                IntStream.range(0, 20_000).forEach(turn -> takeAndGiveBack(integration, held, highest));
                over.countDown();
            });
        }
        over.await();
        // Then
        assertThat(highest.get()).isBetween(1, CAP);
        assertThat(slots.inFlight()).isZero();
    }

    private void takeAndGiveBack(Integration integration, AtomicInteger held, AtomicInteger highest) {
        int got = slots.take(integration, 2);
        highest.accumulateAndGet(held.addAndGet(got), Math::max);
        held.addAndGet(-got);
        slots.giveBack(integration.ref(), got);
    }

    private static Integration integration(String id, int cap) {
        return integration(1, id, cap);
    }

    private static Integration integration(long tenant, String id, int cap) {
        return new Integration(
                new IntegrationRef(new TenantId(tenant), id),
                id,
                "kombo",
                URI.create("https://upstream.example/v1"),
                Integration.State.ACTIVE,
                new Integration.Limits(cap, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                RetryPolicy.DEFAULT);
    }
}
