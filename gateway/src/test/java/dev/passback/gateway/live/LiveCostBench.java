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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What open pages cost the gateway: how much of the machine is busy with 200 pages open on live updates and with none, in turns, while
 * links come at the same rate. Gateway, pages, database, upstream, callers and pages' readers share the machine, so the readers' own work
 * counts against them. At full load, rates would tell the same, but go up and down by more than the pages cost. Linux alone tells. No test:
 * {@code mvn -pl gateway -am verify -Dit.test=LiveCostBench} with the two {@code failIfNoSpecifiedTests} switches off.
 */
class LiveCostBench {

    private static final int PAGES = 200;
    private static final int CALLERS = 32;
    private static final int ROUNDS = Integer.getInteger("rounds", 10);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("seconds", 10));
    // Between two links of a caller: so that half of the machine is idle.
    private static final Duration REST = Duration.ofMillis(100);
    // Opening the pages is not what is measured.
    private static final Duration SETTLE = Duration.ofSeconds(6);
    private static final int PAGES_TO_WARM_UP = 3_000;
    private static final double TICKS_A_SECOND = 100;
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
            // Two pages a second would stay cold for as long as this takes.
            try (OpenPages pages = OpenPages.open(ui(gateway), PASSWORD, 0)) {
                pages.warmUp(PAGES_TO_WARM_UP);
            }
            Thread.sleep(WARM_UP.toMillis());
            List<Double> costs = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                // each comes first as often as the other, so that no trend favours one
                double none = round % 2 == 0 ? busy() : 0;
                double pages = busyWithPages(gateway);
                none = round % 2 == 0 ? none : busy();
                costs.add(pages - none);
                System.out.printf("round %d: none %.3f cores, %d pages %.3f cores%n", round, none, PAGES, pages);
            }
            over.set(true);
            report(costs);
        }
    }

    private static String ui(RunningGateway gateway) {
        return "http://127.0.0.1:" + gateway.node().uiPort();
    }

    private double busyWithPages(RunningGateway gateway) throws InterruptedException {
        try (OpenPages pages = OpenPages.open(ui(gateway), PASSWORD, PAGES)) {
            double busy = busy();
            System.out.printf("%d events, %d pages asked%n", pages.events(), pages.asked());
            return busy;
        }
    }

    /** What they cost of the machine, with the standard error over the rounds. */
    private static void report(List<Double> costs) {
        double cores = Runtime.getRuntime().availableProcessors();
        double mean = costs.stream().mapToDouble(cost -> cost / cores).average().orElseThrow();
        double squares = costs.stream()
                .mapToDouble(cost -> (cost / cores - mean) * (cost / cores - mean))
                .sum();
        double error = Math.sqrt(squares / (costs.size() - 1) / costs.size());
        System.out.printf("%d pages: %.2f %% of the machine, give or take %.2f%n", PAGES, 100 * mean, 100 * error);
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
                    CompletableFuture.delayedExecutor(REST.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(() -> call(tenant, caller));
                });
    }

    /** How many cores are busy, and at which rate links are answered meanwhile. */
    private double busy() throws InterruptedException {
        Thread.sleep(SETTLE.toMillis());
        long links = answered.get();
        long busy = ticks();
        long begun = System.nanoTime();
        Thread.sleep(LENGTH.toMillis());
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("%.0f links/s%n", (answered.get() - links) / seconds);
        return (ticks() - busy) / TICKS_A_SECOND / seconds;
    }

    /** What all cores worked so far, in ticks of the clock: all of {@code /proc/stat} but idle, and waiting for the disk. */
    private static long ticks() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] words = lines.findFirst().orElseThrow().split(" +");
            return IntStream.of(1, 2, 3, 6, 7)
                    .mapToLong(word -> Long.parseLong(words[word]))
                    .sum();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
