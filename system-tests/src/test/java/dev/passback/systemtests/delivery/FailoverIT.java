package dev.passback.systemtests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.db.testing.Jdbc;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.gateway.sandbox.reaction.Rule;
import dev.passback.systemtests.program.Cluster;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PackagedPostgres;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Reply;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A pair of PostgreSQL servers, the second of which follows the first and takes over from it under load; two nodes on them. */
@Timeout(300)
@EnabledIfSystemProperty(named = "passback.long", matches = "true")
class FailoverIT {

    private static final String INTEGRATION = "greenhouse:failing-over";
    private static final int ENOUGH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nothing_is_lost_when_the_second_server_takes_over() throws Exception {
        Vertx vertx = Vertx.vertx();
        Sandbox sandbox = Sandbox.start(vertx, 0).await(20, TimeUnit.SECONDS);
        sandbox.rules().replaceAll(List.of(new Rule("*", "*", "latency-50")));
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        // Given
        try (PackagedPostgres primary = PackagedPostgres.create(first, "wal_level = replica");
                // what follows in the same breath is lost with neither
                PackagedPostgres standby = primary.standby(second, "synchronous_standby_names = ''")) {
            Jdbc.run(primary.url(), "ALTER SYSTEM SET synchronous_standby_names = '*'");
            Jdbc.run(primary.url(), "SELECT pg_reload_conf()");
            await().atMost(PATIENCE)
                    .until(() -> "sync".equals(Jdbc.text(primary.url(), "SELECT sync_state FROM pg_stat_replication")));
            try (DatabaseProxy proxy = DatabaseProxy.before(primary.port(), standby.port(), folder)) {
                Installation installation = Installation.create(
                        PassbackCommands.of(FailoverIT.class), PackagedPostgres.urlBy(proxy.port()));
                installation.integration(INTEGRATION, sandbox.baseUrl(), "--call-timeout", "5s", "--unsure-wait", "1s");
                Load load;
                try (Cluster cluster = installation.cluster(2)) {
                    load = Load.on(cluster::caller, INTEGRATION);
                    awaitMore(load);
                    // When
                    primary.kill();
                    int refused = load.refusals().size();
                    await().atMost(PATIENCE).until(() -> load.refusals().size() >= refused + ENOUGH / 4);
                    standby.promote();
                    // Then
                    awaitMore(load);
                    load.close();
                    assertThat(load.refusals()).extracting(Reply::status).containsOnly(503);
                    assertThat(load.broken()).isZero();
                    Ledgers ledgers = new Ledgers(standby.url(), sandbox);
                    await().atMost(PATIENCE).until(() -> ledgers.open() == 0);
                    ledgers.holdAllDelivered(load.promises());
                }
            }
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    private static void awaitMore(Load load) {
        int before = load.promises().size();
        await().atMost(PATIENCE).until(() -> load.promises().size() >= before + ENOUGH);
    }
}
