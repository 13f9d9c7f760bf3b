package dev.passback.systemtests.operating;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Prometheus of its own that scrapes one node every second. All methods block. */
final class Prometheus implements AutoCloseable {

    private static final Path PROGRAMS = Path.of(
            Optional.ofNullable(System.getenv("PASSBACK_PROMETHEUS_HOME")).orElse("/usr/bin"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** How promtool ended, and what it said. */
    record Verdict(int code, String said) {}

    /** Asks promtool, in this folder. */
    static Verdict promtool(Path folder, String... arguments) {
        try {
            List<String> command =
                    new ArrayList<>(List.of(PROGRAMS.resolve("promtool").toString()));
            command.addAll(List.of(arguments));
            Process promtool = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Verdict(promtool.waitFor(), said);
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /**
     * Starts one with these rules; it answers when this returns.
     *
     * @param operations where the node tells what it measures, as {@code http://host:port}
     */
    static Prometheus scraping(String operations, Path rules, Path folder) {
        try {
            int port = freePort();
            Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: ["%s"]
                    scrape_configs:
                      - job_name: passback
                        static_configs: [{targets: ["%s"]}]
                    """.formatted(
                            rules, URI.create(operations).getAuthority()));
            Process process = new ProcessBuilder(
                            PROGRAMS.resolve("prometheus").toString(),
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + folder.resolve("tsdb"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            Prometheus started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
            started.awaitReady();
            return started;
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    private void awaitReady() {
        try {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> get("/-/ready").statusCode() == 200);
        } catch (RuntimeException never) {
            close();
            throw never;
        }
    }

    /** What it finds for an expression; fails if it does not understand it. */
    JsonArray query(String expression) {
        try {
            HttpResponse<String> answer =
                    get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new AssertionError(expression + ": " + answer.body());
            }
            return new JsonObject(answer.body()).getJsonObject("data").getJsonArray("result");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The value of an expression that has one; nothing where it has none. */
    Optional<Double> value(String expression) {
        JsonArray found = query(expression);
        return found.size() == 1
                ? Optional.of(Double.valueOf(
                        found.getJsonObject(0).getJsonArray("value").getString(1)))
                : Optional.empty();
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
