package dev.passback.db.limit;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AllowanceStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final AllowanceStore store = new AllowanceStore(DATABASE.pool());
    private TenantId tenant;

    @BeforeEach
    void create() {
        tenant = TestTenant.in(DATABASE).id();
        // slow enough that nothing is filled in while a test runs
        limit("rate_per_second = 1, rate_burst = 1000, per_day = 50");
        await(store.takeRequests(tenant, 0));
        DATABASE.run(
                "UPDATE tenant_allowance SET tokens = 10, filled_at = now() + interval '1 hour' WHERE tenant_id = %s",
                tenant);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private void limit(String columns) {
        DATABASE.run("UPDATE tenant SET " + columns + " WHERE id = %s", tenant);
    }

    private void age(Duration passed) {
        DATABASE.run(
                "UPDATE tenant_allowance SET filled_at = clock_timestamp() - %s::interval WHERE tenant_id = %s",
                passed, tenant);
    }

    @Test
    void a_new_bucket_is_full() {
        // Given
        TenantId other = TestTenant.in(DATABASE).id();
        DATABASE.run("UPDATE tenant SET rate_per_second = 5, rate_burst = 20 WHERE id = %s", other);
        // When
        Grant grant = await(store.takeRequests(other, 3));
        // Then
        assertThat(grant.tokens()).isEqualTo(3);
        assertThat(grant.limit()).contains(20L);
        assertThat(grant.left()).isEqualTo(17);
        assertThat(grant.untilMore()).isZero();
        assertThat(grant.untilWhole()).isBetween(Duration.ofMillis(500), Duration.ofMillis(600));
        assertThat(grant.day()).isEmpty();
    }

    @Test
    void more_than_there_is_is_not_given_and_it_is_told_when_there_is_more() {
        // When
        Grant grant = await(store.takeRequests(tenant, 25));
        Grant nothing = await(store.takeRequests(tenant, 1));
        // Then
        assertThat(grant.tokens()).isEqualTo(10);
        assertThat(grant.left()).isZero();
        assertThat(nothing.tokens()).isZero();
        assertThat(nothing.untilMore()).isEqualTo(Duration.ofSeconds(1));
        assertThat(nothing.untilWhole()).isEqualTo(Duration.ofSeconds(1000));
    }

    @Test
    void the_bucket_fills_by_the_rate_and_no_higher_than_the_burst() {
        // Given
        limit("rate_per_second = 2, rate_burst = 30");
        age(Duration.ofSeconds(3));
        // When
        Grant some = await(store.takeRequests(tenant, 100));
        age(Duration.ofHours(3));
        Grant full = await(store.takeRequests(tenant, 100));
        // Then
        assertThat(some.tokens()).isEqualTo(16);
        assertThat(full.tokens()).isEqualTo(30);
    }

    @Test
    void those_that_take_at_once_never_get_more_than_there_is() {
        // When
        List<Future<Grant>> grants = IntStream.range(0, 40)
                .mapToObj(no -> store.takeRequests(tenant, 3))
                .toList();
        // Then
        assertThat(grants.stream().mapToInt(grant -> await(grant).tokens()).sum())
                .isEqualTo(10);
    }

    @Test
    void a_changed_limit_holds_with_the_next_take() {
        // When
        limit("rate_burst = 4");
        Grant lowered = await(store.takeRequests(tenant, 8));
        limit("rate_per_second = NULL, rate_burst = NULL, per_day = NULL");
        Grant lifted = await(store.takeRequests(tenant, 8));
        Grant links = await(store.takeLinks(tenant, 8));
        // Then
        assertThat(lowered.tokens()).isEqualTo(4);
        assertThat(lifted.tokens()).isEqualTo(8);
        assertThat(lifted.limit()).isEmpty();
        assertThat(links.tokens()).isEqualTo(8);
        assertThat(links.limit()).isEmpty();
    }

    @Test
    void a_day_has_its_limit_and_the_next_one_a_new_one() {
        // Given
        Grant first = await(store.takeLinks(tenant, 30));
        Grant rest = await(store.takeLinks(tenant, 30));
        Grant nothing = await(store.takeLinks(tenant, 1));
        // When: midnight
        DATABASE.run("UPDATE tenant_allowance SET day = day - 1 WHERE tenant_id = %s", tenant);
        Grant next = await(store.takeLinks(tenant, 7));
        // Then
        assertThat(first.tokens()).isEqualTo(30);
        assertThat(first.left()).isEqualTo(20);
        assertThat(first.untilMore()).isZero();
        assertThat(rest.tokens()).isEqualTo(20);
        assertThat(nothing.tokens()).isZero();
        assertThat(nothing.untilMore()).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(next.tokens()).isEqualTo(7);
        assertThat(next.left()).isEqualTo(43);
        assertThat(next.limit()).contains(50L);
    }

    @Test
    void links_that_were_not_used_are_given_back_to_their_own_day_alone() {
        // Given
        LocalDate day = await(store.takeLinks(tenant, 50)).day().orElseThrow();
        // When
        await(store.giveBackLinks(tenant, day.minusDays(1), 5));
        await(store.giveBackLinks(tenant, day, 3));
        // Then
        assertThat(await(store.takeLinks(tenant, 50)).tokens()).isEqualTo(3);
    }

    @Test
    void a_limit_below_what_was_taken_already_gives_nothing() {
        // Given
        await(store.takeLinks(tenant, 30));
        // When
        limit("per_day = 10");
        Grant grant = await(store.takeLinks(tenant, 1));
        // Then
        assertThat(grant.tokens()).isZero();
        assertThat(grant.left()).isZero();
    }

    @Test
    void a_tenant_that_only_looks_takes_nothing() {
        // When
        Grant look = await(store.takeLinks(tenant, 0));
        // Then
        assertThat(look.tokens()).isZero();
        assertThat(look.left()).isEqualTo(50);
    }
}
