package dev.passback.systemtests.operating;

import dev.passback.systemtests.program.Companion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Prometheus of its own that scrapes one node every second. All methods block. */
final class Prometheus implements AutoCloseable {

    private static final Path PROGRAMS = Path.of(
            Optional.ofNullable(System.getenv("PASSBACK_PROMETHEUS_HOME")).orElse("/usr/bin"));

    private final Companion program;
    private final URI address;

    private Prometheus(Companion program, URI address) {
        this.program = program;
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
        int port = Companion.freePort();
        ProcessBuilder command = new ProcessBuilder(
                PROGRAMS.resolve("prometheus").toString(),
                "--config.file=" + config(operations, rules, folder),
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port);
        URI address = URI.create("http://127.0.0.1:" + port);
        Companion program = Companion.start(command, folder.resolve("prometheus.log"));
        program.readyWhen(() -> Companion.get(address.resolve("/-/ready")).statusCode() == 200);
        return new Prometheus(program, address);
    }

    private static Path config(String operations, Path rules, Path folder) {
        try {
            return Files.writeString(folder.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: ["%s"]
                    scrape_configs:
                      - job_name: passback
                        static_configs: [{targets: ["%s"]}]
                    """.formatted(
                            rules, URI.create(operations).getAuthority()));
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    /** What it finds for an expression; fails if it does not understand it. */
    JsonArray query(String expression) {
        HttpResponse<String> answer = Companion.get(
                address.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
        if (answer.statusCode() != 200) {
            throw new AssertionError(expression + ": " + answer.body());
        }
        return new JsonObject(answer.body()).getJsonObject("data").getJsonArray("result");
    }

    /** The value of an expression that has one; nothing where it has none. */
    Optional<Double> value(String expression) {
        JsonArray found = query(expression);
        return found.size() == 1
                ? Optional.of(Double.valueOf(
                        found.getJsonObject(0).getJsonArray("value").getString(1)))
                : Optional.empty();
    }

    @Override
    public void close() {
        program.close();
    }
}
