package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.db.embedded.EmbeddedPostgres;
import dev.passback.db.testing.Jdbc;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Cluster;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Reply;
import dev.passback.systemtests.program.Serving;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away in each of its ways under load, and comes back: no promise is broken, no loop dies, no outcome is lost. */
@Timeout(300)
class DatabaseFaultsIT {

    private static final String INTEGRATION = "greenhouse:steady";
    private static final int NODES = 2;
    private static final int ENOUGH = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Vertx vertx;
    private static Sandbox sandbox;
    private static EmbeddedPostgres postgres;
    private static Installation installation;
    private static Ledgers ledgers;
    private static Cluster cluster;
    private Load load;

    @BeforeAll
    static void set() throws TimeoutException {
        vertx = Vertx.vertx();
        sandbox = Sandbox.start(vertx, 0).await(20, TimeUnit.SECONDS);
        sandbox.rules().replaceAll(List.of(new Rule("*", "*", "latency-50")));
        postgres = EmbeddedPostgres.start(folder, Path.of("target"), 0);
        installation = Installation.create(PassbackCommands.of(DatabaseFaultsIT.class), postgres.url());
        installation.integration(INTEGRATION, sandbox.baseUrl(), "--call-timeout", "5s", "--unsure-wait", "1s");
        ledgers = new Ledgers(postgres.url(), sandbox);
        cluster = installation.cluster(NODES);
    }

    @AfterAll
    static void strike() throws TimeoutException {
        cluster.close();
        postgres.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @BeforeEach
    void underLoad() {
        load = Load.on(cluster::caller, INTEGRATION);
        awaitProgress();
    }

    @AfterEach
    void nothing_is_lost_and_all_is_well_again() throws IOException {
        awaitProgress();
        load.close();
        assertThat(load.refusals()).allSatisfy(DatabaseFaultsIT::isUnavailable);
        assertThat(load.broken()).isZero();
        for (Serving node : cluster.nodes()) {
            assertThat(probe(node, "/readyz").status()).isEqualTo(200);
        }
        await().atMost(PATIENCE).until(() -> ledgers.open() == 0);
        ledgers.holdAllDelivered(load.promises());
    }

    @Test
    void its_processes_are_killed_and_it_is_started_again() throws Exception {
        // When
        kill(postgres.postmasterPid());
        awaitRefusals();
        // Then
        for (Serving node : cluster.nodes()) {
            assertThat(probe(node, "/readyz").status()).isEqualTo(503);
            assertThat(probe(node, "/livez").status()).isEqualTo(200);
        }
        postgres.restart();
    }

    @Test
    void it_is_restarted_again_and_again() {
        for (int restart = 0; restart < Length.of(3, 20); restart++) {
            // When
            postgres.restart();
            // Then
            awaitProgress();
        }
    }

    @Test
    void its_backends_are_killed_again_and_again() {
        for (int strike = 0; strike < Length.of(20, 200); strike++) {
            // When
            killBackends();
            // Then
            int before = load.promises().size();
            await().atMost(PATIENCE).until(() -> load.promises().size() > before);
        }
    }

    @Test
    void it_is_read_only_for_a_while_as_in_a_switch_over() throws Exception {
        // When
        readOnly(true);
        awaitRefusals();
        // Then
        for (Serving node : cluster.nodes()) {
            Reply told = probe(node, "/readyz");
            assertThat(told.status()).isEqualTo(503);
            assertThat(told.body()).contains("read-only");
        }
        readOnly(false);
    }

    @Test
    void its_connections_are_all_held_up() throws Exception {
        // When
        try (Connection hog = Jdbc.connect(postgres.url())) {
            hog.setAutoCommit(false);
            lockOut(hog);
            awaitRefusals();
            hog.rollback();
        }
        // Then all is well again, which is looked at after each test
    }

    private static void killBackends() {
        Jdbc.run(
                postgres.url(),
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'passback-%'");
    }

    private void awaitProgress() {
        int before = load.promises().size();
        await().atMost(PATIENCE).until(() -> load.promises().size() >= before + ENOUGH);
    }

    private void awaitRefusals() {
        int before = load.refusals().size();
        await().atMost(PATIENCE).until(() -> load.refusals().size() >= before + ENOUGH / 4);
    }

    private static void lockOut(Connection hog) throws SQLException {
        try (var statement = hog.createStatement()) {
            statement.execute("LOCK TABLE submission IN ACCESS EXCLUSIVE MODE");
        }
    }

    private static void readOnly(boolean on) throws SQLException {
        try (Connection connection = Jdbc.connect(postgres.url());
                var statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            statement.execute("ALTER SYSTEM SET default_transaction_read_only = " + (on ? "on" : "off"));
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static Reply probe(Serving node, String path) throws IOException {
        return new Caller(node.api(), installation.key()).get(node.ops() + path);
    }

    private static void isUnavailable(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        assertThat(reply.error().fieldNames()).containsExactlyInAnyOrder("code", "title", "message", "log_url");
        assertThat(reply.error().getString("message"))
                .isEqualTo("Nothing was stored. Please send it again in a moment.");
    }

    private static void kill(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }
}
