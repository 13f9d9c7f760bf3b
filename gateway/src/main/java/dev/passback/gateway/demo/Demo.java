package dev.passback.gateway.demo;

import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.db.embedded.EmbeddedPostgres;
import dev.passback.gateway.Config;
import dev.passback.gateway.Config.Listening;
import dev.passback.gateway.Config.Ports;
import dev.passback.gateway.Node;
import dev.passback.gateway.ops.Registry;
import dev.passback.gateway.sandbox.Sandbox;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Everything in one process, on 127.0.0.1. What it makes survives a restart, as the real thing's does. */
public final class Demo {

    private static final String HOST = "127.0.0.1";
    private static final int START_SECONDS = 60;
    private static final int DATABASE_PORT = 15_432;

    /**
     * Where a running demo is and how to get in.
     *
     * @param databaseUrl holds a password
     * @param integration the one to try first
     */
    public record Address(
            String api,
            String ui,
            String ops,
            String sandbox,
            String databaseUrl,
            String key,
            String integration,
            String staffName,
            String staffPassword) {}

    private final Vertx vertx;
    private final EmbeddedPostgres postgres;
    private final Sandbox sandbox;
    private final Node node;
    private final Address address;

    private Demo(Vertx vertx, EmbeddedPostgres postgres, Sandbox sandbox, Node node, Address address) {
        this.vertx = vertx;
        this.postgres = postgres;
        this.sandbox = sandbox;
        this.node = node;
        this.address = address;
    }

    /**
     * Starts it; blocks until it is ready.
     *
     * @param data what it keeps is here
     * @param portOffset added to every port, so that several can run
     * @param progress told what is being done
     */
    public static Demo start(Path data, int portOffset, Consumer<String> progress)
            throws IOException, TimeoutException {
        DemoFolder folder = new DemoFolder(data.toAbsolutePath());
        DemoFolder.Secrets secrets = folder.secrets();
        progress.accept("Starting PostgreSQL in " + folder.database());
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.database(), DATABASE_PORT + portOffset);
        PrometheusMeterRegistry registry = Registry.create();
        Vertx vertx = Node.vertx(registry);
        try {
            DatabaseAddress database = DatabaseAddress.parse(postgres.url());
            Migrations.migrate(database);
            progress.accept("Starting the sandbox upstream, the API and the pages");
            Sandbox sandbox = await(sandbox(vertx, Ports.SANDBOX + portOffset));
            furnish(vertx, database, secrets, URI.create(sandbox.baseUrl()));
            Node node = await(Node.start(vertx, config(database, secrets, portOffset), registry));
            if (!secrets.seeded()) {
                progress.accept("Sending some result links, so that there is something to see");
                await(new DemoHistory(
                                vertx, node.apiPort(), secrets.key().text().reveal())
                        .send());
                folder.keep(secrets.withHistory());
            }
            return new Demo(vertx, postgres, sandbox, node, address(postgres, sandbox, node, secrets));
        } catch (IOException | TimeoutException | RuntimeException failed) {
            vertx.close();
            postgres.close();
            throw failed;
        }
    }

    private static Future<Sandbox> sandbox(Vertx vertx, int port) {
        return Sandbox.start(vertx, port)
                .recover(taken -> Future.failedFuture(new IllegalStateException("port " + port + " on " + HOST
                        + " cannot be listened on, for the sandbox: " + taken.getMessage())));
    }

    private static void furnish(Vertx vertx, DatabaseAddress database, DemoFolder.Secrets secrets, URI sandbox)
            throws TimeoutException {
        Pool pool = Database.openForCommand(vertx, database);
        await(new DemoTenant(pool, secrets).make(sandbox).eventually(pool::close));
    }

    private static Config config(DatabaseAddress database, DemoFolder.Secrets secrets, int portOffset) {
        Ports ports = new Ports(
                Ports.STANDARD.api() + portOffset, Ports.STANDARD.ui() + portOffset, Ports.STANDARD.ops() + portOffset);
        return new Config(
                database,
                Optional.empty(),
                EnumSet.allOf(Config.Role.class),
                new Listening(HOST, ports, false, URI.create("http://" + HOST + ":" + ports.api() + "/v1")),
                Config.Keys.of(secrets.keys()),
                Config.Upstreams.allowing(Set.of(HOST)),
                Optional.empty());
    }

    private static Address address(EmbeddedPostgres postgres, Sandbox sandbox, Node node, DemoFolder.Secrets secrets) {
        return new Address(
                "http://" + HOST + ":" + node.apiPort() + "/v1",
                "http://" + HOST + ":" + node.uiPort(),
                "http://" + HOST + ":" + node.opsPort(),
                sandbox.baseUrl(),
                postgres.url(),
                secrets.key().text().reveal(),
                DemoTenant.INTEGRATIONS.getFirst(),
                secrets.staffName(),
                secrets.staffPassword().reveal());
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(START_SECONDS, TimeUnit.SECONDS);
    }

    public Address address() {
        return address;
    }

    /** Drains and stops everything, the database last; the event loops end with the process. */
    public Future<Void> stop(Duration deadline) {
        return node.stop(deadline)
                .transform(stopped -> sandbox.close())
                .transform(closed -> vertx.executeBlocking(() -> {
                    postgres.close();
                    return null;
                }));
    }
}
