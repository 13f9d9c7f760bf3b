package dev.passback.db.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts and stops the server on a cluster. Not thread-safe. */
final class Server {

    // a crash under load leaves up to 1 GB of write-ahead log to be read again
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration ORPHAN = Duration.ofSeconds(5);
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final long LOG_LIMIT_BYTES = 16L << 20;

    private final Home home;
    private final Programs programs;

    Server(Home home, Programs programs) {
        this.home = home;
        this.programs = programs;
    }

    /** How a start ended. */
    enum Start {
        DONE,
        PORT_TAKEN
    }

    /** Waits until the server takes connections on 127.0.0.1. */
    Start start(int port) throws IOException {
        rotateLog();
        Postmaster.forgetStranger(home.data());
        long logged = Files.exists(home.log()) ? Files.size(home.log()) : 0;
        Command.Ending ending = programs.run(
                START.plus(MARGIN),
                "pg_ctl",
                "start",
                "--pgdata=" + home.data(),
                "--log=" + home.log(),
                "--wait",
                "--timeout=" + START.toSeconds(),
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        if (ending.succeeded()) {
            return Start.DONE;
        }
        String reason = Files.exists(home.log()) ? logSince(logged) : ending.output();
        if (reason.contains("Address already in use")) {
            return Start.PORT_TAKEN;
        }
        stop();
        throw new EmbeddedPostgresException("PostgreSQL did not start in " + home.folder() + ":\n" + reason);
    }

    /** Stops whatever runs on this cluster, however it was left. Open transactions are rolled back. */
    void stop() {
        Postmaster.on(home.data()).ifPresent(alive -> {
            if (!stopped("fast")) {
                stopped("immediate");
            }
        });
        for (ProcessHandle orphan : Postmaster.orphans(home.data())) {
            end(orphan);
        }
    }

    private boolean stopped(String mode) {
        return programs.run(
                        STOP.plus(MARGIN),
                        "pg_ctl",
                        "stop",
                        "--pgdata=" + home.data(),
                        "--mode=" + mode,
                        "--wait",
                        "--timeout=" + STOP.toSeconds())
                .succeeded();
    }

    // Without a postmaster nothing is lost: what was committed is in the write-ahead log.
    private void end(ProcessHandle orphan) {
        orphan.destroyForcibly();
        try {
            orphan.onExit().get(ORPHAN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unclear) {
            // where this program is process 1 of a container, the dead stay listed; they hold nothing any more
            if (Postmaster.orphans(home.data()).contains(orphan)) {
                throw new EmbeddedPostgresException(
                        "process " + orphan.pid() + " of an earlier PostgreSQL does not end: end it by hand", unclear);
            }
        }
    }

    private void rotateLog() throws IOException {
        if (Files.exists(home.log()) && Files.size(home.log()) > LOG_LIMIT_BYTES) {
            Files.move(home.log(), home.log().resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String logSince(long start) throws IOException {
        try (InputStream log = Files.newInputStream(home.log())) {
            log.skipNBytes(start);
            return new String(log.readNBytes(1 << 16), StandardCharsets.UTF_8).strip();
        }
    }
}
