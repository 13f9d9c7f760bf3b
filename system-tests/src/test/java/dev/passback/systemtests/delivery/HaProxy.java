package dev.passback.systemtests.delivery;

import static org.awaitility.Awaitility.await;

import dev.passback.systemtests.program.Companion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A HAProxy set up by {@code deploy/haproxy}, but for the addresses. All methods block. */
final class HaProxy implements AutoCloseable {

    private static final Path CONFIG = Path.of("..", "deploy", "haproxy", "haproxy.cfg");
    private static final String PROGRAM =
            Optional.ofNullable(System.getenv("PASSBACK_HAPROXY")).orElse("haproxy");

    /** Where a node is. */
    record Member(int api, int ops) {}

    private final Companion program;
    private final int port;
    private final int statistics;

    private HaProxy(Companion program, int port, int statistics) {
        this.program = program;
        this.port = port;
        this.statistics = statistics;
    }

    /** Starts one before three nodes; it sends them requests when this returns. */
    static HaProxy before(List<Member> members, Path folder) {
        int port = Companion.freePort();
        int statistics = Companion.freePort();
        HaProxy started = new HaProxy(started(config(members, port, statistics, folder), folder), port, statistics);
        started.program.readyWhen(() -> started.up() == members.size());
        return started;
    }

    /** Starts the program with such a file. */
    static Companion started(Path config, Path folder) {
        ProcessBuilder command = new ProcessBuilder(PROGRAM, "-f", config.toString());
        Optional.ofNullable(System.getenv("PASSBACK_HAPROXY_LIBRARIES"))
                .ifPresent(libraries -> command.environment().put("LD_LIBRARY_PATH", libraries));
        return Companion.start(command, folder.resolve("haproxy.log"));
    }

    private static Path config(List<Member> members, int port, int statistics, Path folder) {
        try {
            String config = Files.readString(CONFIG)
                    .replace("127.0.0.1:8443", "127.0.0.1:" + port)
                    .replace("127.0.0.1:8404", "127.0.0.1:" + statistics);
            for (int i = 0; i < members.size(); i++) {
                config = config.replace(
                        "10.0.0.1" + (i + 1) + ":8080 port 9090",
                        "127.0.0.1:" + members.get(i).api() + " port "
                                + members.get(i).ops());
            }
            return Files.writeString(folder.resolve("haproxy.cfg"), config);
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    /** Where tenants reach the API. */
    String api() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    /** Waits until so many nodes are sent requests. */
    void awaitUp(int nodes) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> up() == nodes);
    }

    private long up() {
        return Companion.get(URI.create("http://127.0.0.1:" + statistics + "/;csv"))
                .body()
                .lines()
                .filter(line -> line.matches("nodes,[abc],.*"))
                .filter(line -> line.contains(",UP,"))
                .count();
    }

    @Override
    public void close() {
        program.close();
    }
}
