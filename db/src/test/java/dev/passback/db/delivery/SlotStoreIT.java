package dev.passback.db.delivery;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.delivery.SlotStore.Ask;
import dev.passback.db.delivery.SlotStore.Grant;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static int slots(Map<String, Grant> granted, String integration) {
        return Objects.requireNonNull(granted.get(integration)).slots();
    }

    private Future<Grant> lease(String node, int most, int wanted) {
        return node(node)
                .lease(ref.tenant(), List.of(new Ask(ref.id(), most, wanted)), LONG)
                .map(granted -> granted.get(ref.id()));
    }

    @Test
    void one_node_gets_what_it_asks_for_up_to_the_cap() {
        // When
        Grant some = await(lease("a", 3, 3));
        Grant more = await(lease("a", cap + 5, cap + 5));
        // Then
        assertThat(some.slots()).isEqualTo(3);
        assertThat(more.slots()).isEqualTo(cap);
    }

    @Test
    void nodes_that_ask_at_once_never_get_more_than_the_cap_together() {
        // When
        List<Future<Grant>> asked =
                IntStream.range(0, 12).mapToObj(no -> lease("node-" + no, 7, 7)).toList();
        int granted = asked.stream().mapToInt(grant -> await(grant).slots()).sum();
        // Then
        assertThat(granted).isEqualTo(cap);
    }

    @Test
    void what_a_dead_node_held_is_free_when_its_lease_is_over_and_not_before() {
        // Given
        await(lease("dead", cap, cap));
        // When
        Grant before = await(lease("alive", 5, 5));
        DATABASE.run(
                "UPDATE slot_lease SET until = now() WHERE node = 'dead' AND tenant_id = %s",
                ref.tenant().value());
        Grant after = await(lease("alive", 5, 5));
        // Then
        assertThat(before.slots()).isZero();
        assertThat(before.others()).isEqualTo(1);
        assertThat(after.slots()).isEqualTo(5);
    }

    @Test
    void slots_that_are_given_back_can_be_leased_by_another() {
        // Given
        await(lease("a", cap, cap));
        // When
        await(node("a").giveBack());
        // Then
        assertThat(await(lease("b", cap, cap)).slots()).isEqualTo(cap);
    }

    @Test
    void a_lowered_cap_counts_for_all_nodes_and_ends_by_itself() {
        // Given
        await(node("a").lowerCap(ref, 2, LONG));
        // When
        Grant lowered = await(lease("b", cap, cap));
        DATABASE.run(
                "UPDATE integration SET cap_now_until = now() WHERE tenant_id = %s",
                ref.tenant().value());
        Grant back = await(lease("b", cap, cap));
        // Then
        assertThat(lowered.slots()).isEqualTo(2);
        assertThat(lowered.cap()).isEqualTo(2);
        assertThat(back.slots()).isEqualTo(cap);
    }

    @Test
    void many_integrations_are_leased_at_once_each_within_its_own_cap() {
        // Given
        TestTenant tenant = TestTenant.in(DATABASE).withIntegration("greenhouse:two");
        DATABASE.run("UPDATE integration SET cap = 3 WHERE tenant_id = %s AND id = 'greenhouse:two'", tenant.id());
        List<Ask> asks = List.of(
                new Ask("greenhouse:two", 9, 9), new Ask("greenhouse:one", 4, 4), new Ask("greenhouse:gone", 1, 1));
        // When
        Map<String, Grant> granted = await(node("a").lease(tenant.id(), asks, LONG));
        // Then
        assertThat(granted).containsOnlyKeys("greenhouse:one", "greenhouse:two");
        assertThat(slots(granted, "greenhouse:one")).isEqualTo(4);
        assertThat(slots(granted, "greenhouse:two")).isEqualTo(3);
    }

    @Test
    void nodes_that_ask_for_many_in_different_orders_get_them_all_and_never_more_than_the_caps() {
        // Given
        TestTenant tenant = TestTenant.in(DATABASE).withIntegration("greenhouse:two");
        List<Ask> asks = List.of(new Ask("greenhouse:one", 6, 6), new Ask("greenhouse:two", 6, 6));
        // When
        List<Future<Map<String, Grant>>> asked = IntStream.range(0, 20)
                .mapToObj(no -> node("node-" + no).lease(tenant.id(), no % 2 == 0 ? asks : asks.reversed(), LONG))
                .toList();
        // Then
        for (String id : List.of("greenhouse:one", "greenhouse:two")) {
            assertThat(asked.stream()
                            .mapToInt(grants -> slots(await(grants), id))
                            .sum())
                    .isEqualTo(cap);
        }
    }

    @Test
    void leases_of_nodes_that_are_long_gone_are_forgotten() {
        // Given
        await(lease("gone", 1, 1));
        await(lease("alive", 1, 1));
        DATABASE.run("UPDATE slot_lease SET until = now() - interval '2 hours' WHERE node = 'gone'");
        // When
        await(node("alive").forgetOld());
        // Then
        assertThat(DATABASE.column("SELECT node FROM slot_lease WHERE tenant_id = "
                        + ref.tenant().value()))
                .containsExactly("alive");
    }
}
