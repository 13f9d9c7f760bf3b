package dev.passback.bench;

import dev.passback.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What Passback is measured with: a PostgreSQL and the stub upstream. */
final class Scene implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "shared_buffers = '1GB'", "max_wal_size = '8GB'", "checkpoint_timeout = '15min'", "max_connections = 200");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final EmbeddedPostgres postgres;
    private final Path root;
    private final Path folder;
    private final String javaOptions;
    private final int stubPort = freePort();
    private final Program stub;

    /**
     * Starts the stub.
     *
     * @param postgres a new server, which is configured and restarted
     */
    Scene(EmbeddedPostgres postgres, Path root, Path folder, String javaOptions) throws SQLException {
        this.postgres = postgres;
        this.root = root;
        this.folder = folder;
        this.javaOptions = javaOptions;
        configure();
        stub = Program.server(StubUpstream.class, List.of("" + stubPort), Map.of(), folder.resolve("servers.log"));
    }

    /** As a server that does nothing else is set up; what was committed is durable as ever. */
    private void configure() throws SQLException {
        try (Rows first = new Rows(postgres.url())) {
            for (String setting : SETTINGS) {
                first.run("ALTER SYSTEM SET " + setting);
            }
        }
        postgres.restart();
    }

    /** A Passback on the server's own database. */
    Site site(int history) throws IOException, SQLException {
        return site(postgres.url(), folder.resolve("passback"), history);
    }

    /** A Passback on a new database of that name, beside the others. */
    Site site(String name, int history) throws IOException, SQLException {
        try (Rows first = new Rows(postgres.url())) {
            first.run("CREATE DATABASE " + name);
        }
        String own = postgres.url();
        return site(own.substring(0, own.lastIndexOf('/') + 1) + name, folder.resolve(name), history);
    }

    private Site site(String url, Path its, int history) throws IOException, SQLException {
        return Site.create(root, its, url, stubPort, javaOptions, history);
    }

    /** What Passback is measured beside. */
    Program proxy() {
        return beside(BareProxy.class, Map.of());
    }

    Program naive() {
        return beside(NaiveGateway.class, Map.of("PASSBACK_DATABASE_URL", postgres.url()));
    }

    private Program beside(Class<?> main, Map<String, String> environment) {
        return Program.server(
                main, List.of("" + freePort(), "" + stubPort), environment, folder.resolve("servers.log"));
    }

    double databaseCpu() {
        return ProcessCost.cpuSeconds(postgres.postmasterPid());
    }

    /** How many calls the upstream has answered, as it counts them. */
    long calls() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stubPort + "/"))
                .build();
        return Long.parseLong(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException("no port is free", none);
        }
    }

    @Override
    public void close() {
        stub.close();
    }
}
