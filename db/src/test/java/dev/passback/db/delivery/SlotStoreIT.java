package dev.passback.db.delivery;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.delivery.SlotStore.Grant;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Duration LONG = Duration.ofMinutes(1);

    private IntegrationRef ref;
    private int cap;

    @BeforeEach
    void create() {
        ref = TestTenant.in(DATABASE).integration();
        cap = Integer.parseInt(String.valueOf(DATABASE.text(
                "SELECT cap FROM integration WHERE tenant_id = %s", ref.tenant().value())));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private SlotStore node(String name) {
        return new SlotStore(DATABASE.pool(), name);
    }

    @Test
    void one_node_gets_what_it_asks_for_up_to_the_cap() {
        // When
        Grant some = await(node("a").lease(ref, 3, 3, LONG));
        Grant more = await(node("a").lease(ref, cap + 5, cap + 5, LONG));
        // Then
        assertThat(some.slots()).isEqualTo(3);
        assertThat(more.slots()).isEqualTo(cap);
    }

    @Test
    void nodes_that_ask_at_once_never_get_more_than_the_cap_together() {
        // When
        List<Future<Grant>> asked = IntStream.range(0, 12)
                .mapToObj(no -> node("node-" + no).lease(ref, 7, 7, LONG))
                .toList();
        int granted = asked.stream().mapToInt(grant -> await(grant).slots()).sum();
        // Then
        assertThat(granted).isEqualTo(cap);
    }

    @Test
    void what_a_dead_node_held_is_free_when_its_lease_is_over_and_not_before() {
        // Given
        await(node("dead").lease(ref, cap, cap, LONG));
        // When
        Grant before = await(node("alive").lease(ref, 5, 5, LONG));
        DATABASE.run(
                "UPDATE slot_lease SET until = now() WHERE node = 'dead' AND tenant_id = %s",
                ref.tenant().value());
        Grant after = await(node("alive").lease(ref, 5, 5, LONG));
        // Then
        assertThat(before.slots()).isZero();
        assertThat(before.others()).isEqualTo(1);
        assertThat(after.slots()).isEqualTo(5);
    }

    @Test
    void slots_that_are_given_back_can_be_leased_by_another() {
        // Given
        await(node("a").lease(ref, cap, cap, LONG));
        // When
        await(node("a").giveBack(ref));
        // Then
        assertThat(await(node("b").lease(ref, cap, cap, LONG)).slots()).isEqualTo(cap);
    }

    @Test
    void a_lowered_cap_counts_for_all_nodes_and_ends_by_itself() {
        // Given
        await(node("a").lowerCap(ref, 2, LONG));
        // When
        Grant lowered = await(node("b").lease(ref, cap, cap, LONG));
        DATABASE.run(
                "UPDATE integration SET cap_now_until = now() WHERE tenant_id = %s",
                ref.tenant().value());
        Grant back = await(node("b").lease(ref, cap, cap, LONG));
        // Then
        assertThat(lowered.slots()).isEqualTo(2);
        assertThat(lowered.cap()).isEqualTo(2);
        assertThat(back.slots()).isEqualTo(cap);
    }
}
