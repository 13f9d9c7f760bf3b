package dev.passback.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.db.limit.AllowanceStore;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.testing.Jdbc;
import dev.passback.db.testing.TestDatabase;
import dev.passback.gateway.ops.Metrics;
import dev.passback.gateway.testing.RunningGateway;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits as three nodes hold them together on one database, counted from outside. */
class ThreeNodesIT {

    private static final int NODES = 3;
    private static final int CALLERS_A_NODE = 4;
    private static final Duration LENGTH = Duration.ofSeconds(4);

    private final TestDatabase database =
            TestDatabase.create("gateway", url -> Migrations.migrate(DatabaseAddress.parse(url)));
    private final Vertx vertx = Vertx.vertx();
    private final List<Pool> pools = IntStream.range(0, NODES)
            .mapToObj(no -> Database.open(vertx, DatabaseAddress.parse(database.url()), 2))
            .toList();
    private final List<Allowances> nodes =
            pools.stream().map(pool -> new Allowances(new AllowanceStore(pool))).toList();
    private final AtomicInteger passes = new AtomicInteger();
    private Tenant tenant;

    @BeforeEach
    void create() {
        tenant = RunningGateway.await(new TenantStore(pools.getFirst()).create("busy"));
    }

    @AfterEach
    void close() {
        RunningGateway.await(vertx.close());
        database.close();
    }

    @Test
    void three_nodes_under_a_flood_let_pass_what_the_rate_says_and_a_seconds_more_at_the_most() {
        // Given
        TenantLimits.Rate rate = new TenantLimits.Rate(200, 100);
        Jdbc.run(database.url(), "UPDATE tenant SET rate_per_second = 200, rate_burst = 100");
        AtomicInteger passed = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        long begun = System.nanoTime();
        // When: some thousand requests a second to each
        List<Long> floods = nodes.stream()
                .map(node -> node.requests(tenant.id()))
                .map(allowance -> vertx.setPeriodic(1, tick -> ask(allowance, rate, passed, open)))
                .toList();
        await().pollDelay(LENGTH).until(() -> true);
        floods.forEach(vertx::cancelTimer);
        await().until(() -> open.get() == 0);
        double seconds = (System.nanoTime() - begun) / 1e9;
        // Then
        double bucket = rate.burst() + rate.perSecond() * seconds;
        System.out.printf("passed %d in %.2f s; the bucket alone lets %.0f pass%n", passed.get(), seconds, bucket);
        assertThat((double) passed.get())
                .isLessThanOrEqualTo(bucket + rate.perSecond())
                .isGreaterThan(0.8 * bucket);
    }

    private static void ask(Allowance allowance, TenantLimits.Rate rate, AtomicInteger passed, AtomicInteger open) {
        for (int i = 0; i < CALLERS_A_NODE; i++) {
            open.incrementAndGet();
            allowance
                    .take(RateLimit.mostAhead(rate))
                    .onSuccess(verdict -> passed.addAndGet(verdict.passed() ? 1 : 0))
                    .onComplete((done, failed) -> open.decrementAndGet());
        }
    }

    @Test
    void three_nodes_store_exactly_a_days_links_and_what_fails_does_not_count() {
        // Given
        Jdbc.run(database.url(), "UPDATE tenant SET per_day = 500");
        Caller caller = new Caller(tenant, "key", Set.of(), new TenantLimits(Optional.empty(), Optional.of(500L)));
        Metrics metrics = new Metrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        List<DayLimit> days =
                nodes.stream().map(node -> new DayLimit(node, metrics)).toList();
        AtomicInteger stored = new AtomicInteger();
        // When: as long as there are some, and every third that passes is one that is not stored
        await().atMost(LENGTH.multipliedBy(5)).until(() -> {
            round(days, caller, stored);
            return stored.get() >= 500;
        });
        round(days, caller, stored);
        // Then
        assertThat(stored).hasValue(500);
        assertThat(Jdbc.text(database.url(), "SELECT day_taken FROM tenant_allowance"))
                .isEqualTo("500");
    }

    /** Thirty links at once to three nodes, which then tidy up. */
    private void round(List<DayLimit> days, Caller caller, AtomicInteger stored) {
        RunningGateway.await(Future.join(IntStream.range(0, 30)
                .mapToObj(no -> days.get(no % NODES)
                        .spend(caller, () -> store(passes.incrementAndGet() % 3 > 0, stored))
                        .otherwiseEmpty())
                .toList()));
        nodes.forEach(node -> RunningGateway.await(node.giveBackAll()));
    }

    private static Future<Void> store(boolean fresh, AtomicInteger stored) {
        if (!fresh) {
            return Future.failedFuture(new PgException("refused", "ERROR", "23514", "as a row that breaks a rule is"));
        }
        stored.incrementAndGet();
        return Future.succeededFuture();
    }
}
