package dev.passback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The load: h2load of nghttp2, which sends a fixed number of requests and notes how long each took. */
final class Generator {

    private static final int CANDIDATES = 10_000;
    private static final String BODY = """
            {"label":"Logic test","url":"https://results.example.com/r/8f14e45f-ceea-467f-a8f3-7d1b2f0c9a11","details":{"custom_field_name_prefix":"Acme:",\
            "attributes":[{"key":"Score","value":"87 of 100"},{"key":"Percentile","value":"93"},{"key":"Level","value":"Senior"},\
            {"key":"Finished","value":"2026-11-02T10:15:00Z"}]}}""";

    private final Path folder;
    private final Path body;

    Generator(Path folder) {
        this.folder = folder;
        this.body = write("body.json", BODY);
    }

    /** The one body that is sent. */
    static String body() {
        return BODY;
    }

    /**
     * How much, and how: {@code perSecond} 0 is as fast as it goes.
     *
     * @param connections each has one request under way at a time
     */
    record Load(int requests, int connections, int perSecond) {}

    /** Sends it all and waits for every answer. */
    Answers send(Contender.Door door, Load load) {
        List<String> options = new ArrayList<>(List.of("-d" + body, "-i" + addresses(door.port())));
        if (load.perSecond > 0) {
            options.addAll(evenly(load));
        }
        return run(door, load.requests, load.connections, options);
    }

    /** Reads one thing again and again. */
    Answers get(Contender.Door door, String path, int requests, int connections) {
        return run(door, requests, connections, List.of("http://127.0.0.1:" + door.port() + path));
    }

    private Answers run(Contender.Door door, int requests, int connections, List<String> options) {
        Path log = folder.resolve("latencies.tsv");
        List<String> command = new ArrayList<>(
                List.of("h2load", "--h1", "-t1", "-n" + requests, "-c" + connections, "--log-file=" + log));
        door.headers().forEach((name, value) -> command.add("-H" + name + ": " + value));
        command.addAll(options);
        try {
            Files.deleteIfExists(log);
            CommandLine.run(command, Map.of());
            return Answers.read(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Each connection begins a little after the one before: begun together, all would send at the same moment each time. */
    private static List<String> evenly(Load load) {
        return List.of(
                "--rps=" + load.perSecond / (double) load.connections,
                "--rate=1",
                "--rate-period=" + 1_000 / load.perSecond + "ms");
    }

    private Path addresses(int port) {
        return write(
                "addresses-" + port + ".txt",
                String.join(
                        "\n",
                        IntStream.range(0, CANDIDATES)
                                .mapToObj(i -> "http://127.0.0.1:%d/v1/ats/candidates/%08xB%dx/result-links"
                                        .formatted(port, i * 2_654_435_761L & 0xffffffffL, i))
                                .toList()));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
