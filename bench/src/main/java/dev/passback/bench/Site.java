package dev.passback.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** One database with a Passback set up on it, which is started and stopped by itself. */
final class Site implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    // the cache of integrations is a second old at the most
    private static final long HEARD_MILLIS = 1_500;

    private final String url;
    private final Rows rows;
    private final Installation installation;

    private Site(String url, Rows rows, Installation installation) {
        this.url = url;
        this.rows = rows;
        this.installation = installation;
    }

    /**
     * Sets Passback up on an empty database.
     *
     * @param folder for its keys and its log
     * @param upstream the stub's port
     * @param history how many submissions are stored beforehand
     */
    static Site create(Path root, Path folder, String url, int upstream, String javaOptions, int history)
            throws IOException, SQLException {
        Files.createDirectories(folder);
        Installation installation = Installation.create(root, folder, url, upstream, javaOptions);
        if (history > 0) {
            installation.generate(history);
        }
        return new Site(url, new Rows(url), installation);
    }

    String url() {
        return url;
    }

    Rows rows() {
        return rows;
    }

    Installation installation() {
        return installation;
    }

    Program start() {
        return installation.serve();
    }

    /** Accepts, forwards, settles, answers. */
    Contender whole(Program serving) {
        return contender(Contender.PASSBACK, serving, installation.headers(), Contender.Keeps.DELIVERED);
    }

    /** Accepts and answers; to be run while the integration is paused. */
    Contender acceptOnly(Program serving) {
        Map<String, String> headers = new HashMap<>(installation.headers());
        headers.put("prefer", "respond-async");
        return contender(Contender.ACCEPT_ONLY, serving, headers, Contender.Keeps.ACCEPTED);
    }

    private static Contender contender(
            String name, Program serving, Map<String, String> headers, Contender.Keeps keeps) {
        return new Contender(name, new Contender.Door(apiPort(serving), headers), serving.pid(), keeps);
    }

    static int apiPort(Program serving) {
        return URI.create(serving.ready().getString("api")).getPort();
    }

    void pause(boolean paused) throws SQLException, InterruptedException {
        rows.run("UPDATE integration SET state = '" + (paused ? "paused" : "active") + "' WHERE id = '"
                + Installation.INTEGRATION + "'");
        Thread.sleep(HEARD_MILLIS);
    }

    /**
     * Sends one link to a door.
     *
     * @throws IllegalStateException with what was answered if it was not delivered
     */
    static void deliverOne(Contender.Door door) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + door.port() + "/v1/ats/candidates/first/result-links"))
                .POST(HttpRequest.BodyPublishers.ofString(Generator.body()));
        door.headers().forEach(request::header);
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"delivered\"")) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
