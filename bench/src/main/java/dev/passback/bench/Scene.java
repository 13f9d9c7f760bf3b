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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that takes part, running: the stub, the proxy, the naive gateway, on one PostgreSQL; Passback is started and stopped by itself. */
final class Scene implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "shared_buffers = '1GB'", "max_wal_size = '8GB'", "checkpoint_timeout = '15min'", "max_connections = 200");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    // the cache of integrations is a second old at the most
    private static final long HEARD_MILLIS = 1_500;

    private final EmbeddedPostgres postgres;
    private final Rows rows;
    private final int stubPort = freePort();
    private final Program stub;
    private final Program proxy;
    private final Program naive;
    private final Installation installation;

    /**
     * Starts all but Passback.
     *
     * @param postgres a new server, which is configured and restarted
     * @param history how many submissions are stored beforehand
     */
    Scene(EmbeddedPostgres postgres, Path root, Path folder, String javaOptions, int history)
            throws IOException, SQLException {
        Path log = folder.resolve("servers.log");
        String upstream = Integer.toString(stubPort);
        this.postgres = postgres;
        configure();
        stub = Program.server(StubUpstream.class, List.of(upstream), Map.of(), log);
        installation = Installation.create(root, folder, postgres.url(), stubPort, javaOptions);
        if (history > 0) {
            installation.generate(history);
        }
        rows = new Rows(postgres.url());
        proxy = Program.server(BareProxy.class, List.of("" + freePort(), upstream), Map.of(), log);
        naive = Program.server(
                NaiveGateway.class,
                List.of("" + freePort(), upstream),
                Map.of("PASSBACK_DATABASE_URL", postgres.url()),
                log);
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

    Rows rows() {
        return rows;
    }

    String databaseUrl() {
        return postgres.url();
    }

    double databaseCpu() {
        return ProcessCost.cpuSeconds(postgres.postmasterPid());
    }

    Program startPassback() {
        return installation.serve();
    }

    Contender proxy() {
        return contender(Contender.PROXY, port(proxy), proxy, Contender.Keeps.NOTHING);
    }

    Contender naive() {
        return contender(Contender.NAIVE, port(naive), naive, Contender.Keeps.DELIVERED);
    }

    /** Accepts, forwards, settles, answers. */
    Contender passback(Program serving) {
        return contender(Contender.PASSBACK, apiPort(serving), serving, Contender.Keeps.DELIVERED);
    }

    private Contender contender(String name, int port, Program program, Contender.Keeps keeps) {
        return new Contender(name, new Contender.Door(port, installation.headers()), program.pid(), keeps);
    }

    /** Accepts and answers; to be run while the integration is paused. */
    Contender acceptOnly(Program serving) {
        Map<String, String> headers = new HashMap<>(installation.headers());
        headers.put("prefer", "respond-async");
        return new Contender(
                Contender.ACCEPT_ONLY,
                new Contender.Door(apiPort(serving), headers),
                serving.pid(),
                Contender.Keeps.ACCEPTED);
    }

    void pause(boolean paused) throws SQLException, InterruptedException {
        rows.run("UPDATE integration SET state = '" + (paused ? "paused" : "active") + "' WHERE id = '"
                + Installation.INTEGRATION + "'");
        Thread.sleep(HEARD_MILLIS);
    }

    /** How many calls the upstream has answered, as it counts them. */
    long calls() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stubPort + "/"))
                .build();
        return Long.parseLong(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /**
     * Sends one link to a door.
     *
     * @throws IllegalStateException with what was answered if it was not delivered
     */
    void deliverOne(Contender.Door door) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + door.port() + "/v1/ats/candidates/first/result-links"))
                .POST(HttpRequest.BodyPublishers.ofString(Generator.body()));
        door.headers().forEach(request::header);
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"delivered\"")) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private static int apiPort(Program serving) {
        return URI.create(serving.ready().getString("api")).getPort();
    }

    private static int port(Program server) {
        return server.ready().getInteger("port");
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException("no port is free", none);
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        naive.close();
        proxy.close();
        stub.close();
    }
}
