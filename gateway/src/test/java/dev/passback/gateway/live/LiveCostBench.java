package dev.passback.gateway.live;

import dev.passback.core.credential.Secret;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.staff.StaffMember;
import dev.passback.db.staff.StaffStore;
import dev.passback.gateway.Config;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What open pages cost the gateway: links accepted, sent and settled a second, with 200 pages open on live updates and with none, in
 * turns. Gateway, pages, upstream, callers and pages' readers share the machine, so the readers' own work counts against them. No
 * test: {@code mvn -pl gateway -am verify -Dit.test=LiveCostBench} with the two {@code failIfNoSpecifiedTests} switches off.
 */
class LiveCostBench {

    private static final int PAGES = 200;
    private static final int CALLERS = 32;
    private static final int ROUNDS = Integer.getInteger("rounds", 6);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("seconds", 15));
    private static final String PASSWORD = "correct horse battery staple";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void two_hundred_open_pages_against_none() throws InterruptedException {
        try (RunningGateway gateway = RunningGateway.start(LiveCostBench::withPages)) {
            createStaff(gateway);
            Service tenant = gateway.tenant("busy");
            gateway.integration(tenant, "greenhouse:bench", Plan.QUICK.cap(200));
            for (int i = 0; i < CALLERS; i++) {
                call(tenant, i);
            }
            Thread.sleep(WARM_UP.toMillis());
            List<Double> without = new ArrayList<>();
            List<Double> with = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                without.add(rate());
                try (OpenPages pages =
                        OpenPages.open("http://127.0.0.1:" + gateway.node().uiPort(), PASSWORD, PAGES)) {
                    with.add(rate());
                    System.out.printf(
                            "round %d: none %.0f/s, %d pages %.0f/s, %d events, %d pages asked%n",
                            round, without.getLast(), PAGES, with.getLast(), pages.events(), pages.asked());
                }
            }
            over.set(true);
            System.out.printf(
                    "median: none %.0f/s, %d pages %.0f/s: %.2f %% less%n",
                    median(without), PAGES, median(with), 100 * (1 - median(with) / median(without)));
        }
    }

    private static Config withPages(Config usual) {
        return new Config(
                usual.database(),
                usual.uiDatabase(),
                EnumSet.of(Config.Role.GATEWAY, Config.Role.UI),
                usual.listening(),
                usual.keys(),
                usual.upstreams(),
                usual.provider());
    }

    private static void createStaff(RunningGateway gateway) {
        Vertx vertx = Vertx.vertx();
        Pool pool = Database.open(vertx, DatabaseAddress.parse(gateway.databaseUrl()), 1);
        RunningGateway.await(new StaffStore(pool)
                .create(new StaffMember("bench", Role.SUPPORT, PasswordHash.of(new Secret(PASSWORD)))));
        RunningGateway.await(pool.close());
        RunningGateway.await(vertx.close());
    }

    private void call(Service tenant, int caller) {
        if (over.get()) {
            return;
        }
        http.sendAsync(
                        tenant.link("greenhouse:bench", "candidate-" + caller).build(),
                        HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, broken) -> {
                    if (answer != null && answer.statusCode() == 200) {
                        answered.incrementAndGet();
                    }
                    call(tenant, caller);
                });
    }

    private double rate() throws InterruptedException {
        Thread.sleep(1_000);
        long before = answered.get();
        long begun = System.nanoTime();
        Thread.sleep(LENGTH.toMillis());
        return (answered.get() - before) * 1e9 / (System.nanoTime() - begun);
    }

    private static double median(List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
