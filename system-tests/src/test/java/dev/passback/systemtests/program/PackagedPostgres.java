package dev.passback.systemtests.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the machine's own packages, in a folder of its own: as operators have it, with the programs that the embedded one lacks.
 * The oldest version that Passback runs on is among those. All methods block.
 */
public final class PackagedPostgres implements AutoCloseable {

    private static final String NAME = "passback";
    private static final String PASSWORD = "only-for-this-test";
    private static final int PATIENCE_SECONDS = 60;
    // PostgreSQL refuses to be root: there it is nobody in a user namespace
    private static final List<String> AS_NOBODY = List.of("unshare", "--user");

    private final Path folder;
    private final int port;
    private boolean running;

    private PackagedPostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Creates a cluster in the folder and starts it. */
    public static PackagedPostgres create(Path folder, String... settings) {
        write(folder.resolve("password"), PASSWORD);
        PackagedPostgres created = new PackagedPostgres(folder, Companion.freePort());
        created.run(
                "initdb",
                "--pgdata=" + created.data(),
                "--username=" + NAME,
                "--auth=scram-sha-256",
                "--pwfile=" + folder.resolve("password"),
                "--encoding=UTF8",
                "--locale=C");
        created.set(settings);
        created.start();
        created.run("createdb", NAME);
        return created;
    }

    /** A copy of this one that follows it, started. */
    public PackagedPostgres standby(Path place, String... settings) {
        PackagedPostgres standby = new PackagedPostgres(place, Companion.freePort());
        run(
                "pg_basebackup",
                "--pgdata=" + standby.data(),
                "--checkpoint=fast",
                "--wal-method=stream",
                "--write-recovery-conf");
        standby.set(settings);
        standby.start();
        return standby;
    }

    private void set(String... settings) {
        List<String> lines = new ArrayList<>(List.of(settings));
        lines.addAll(List.of("listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "port = " + port));
        write(data().resolve("postgresql.auto.conf"), existing() + String.join("\n", lines) + "\n");
    }

    private String existing() {
        try {
            return Files.readString(data().resolve("postgresql.auto.conf"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void start() {
        run("pg_ctl", "start", "--pgdata=" + data(), "--log=" + folder.resolve("postgres.log"), "--wait");
        running = true;
    }

    /** Makes a primary of a standby. */
    public void promote() {
        run("pg_ctl", "promote", "--pgdata=" + data(), "--wait");
    }

    /** kill -9, of the postmaster and all that it started. */
    public void kill() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            List<ProcessHandle> children = postmaster.children().toList();
            postmaster.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            running = false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public int port() {
        return port;
    }

    /** The database of this server. */
    public String url() {
        return url(port, NAME);
    }

    /** Another database of this server. */
    public String url(String database) {
        return url(port, database);
    }

    /** The database by way of somebody who passes on what comes to a port. */
    public static String urlBy(int port) {
        return url(port, NAME);
    }

    private static String url(int port, String database) {
        return "postgresql://" + NAME + ":" + PASSWORD + "@127.0.0.1:" + port + "/" + database;
    }

    /** Runs one of PostgreSQL's programs against this server. */
    public void run(String program, String... arguments) {
        List<String> words = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
        words.add(programs().resolve(program).toString());
        words.addAll(List.of(arguments));
        Path said = folder.resolve(program + ".out");
        ProcessBuilder command =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
        command.environment().put("PGHOST", "127.0.0.1");
        command.environment().put("PGPORT", Integer.toString(port));
        command.environment().put("PGUSER", NAME);
        command.environment().put("PGPASSWORD", PASSWORD);
        Optional.ofNullable(System.getenv("PASSBACK_POSTGRESQL_LIBRARIES"))
                .filter(libraries -> !libraries.isEmpty())
                .ifPresent(libraries -> command.environment().put("LD_LIBRARY_PATH", libraries));
        try {
            Process process = command.start();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", program)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s, which said %s", words, Files.readString(said))
                    .isZero();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** The newest there is. */
    private static Path programs() {
        Optional<String> named = Optional.ofNullable(System.getenv("PASSBACK_POSTGRESQL_HOME"));
        if (named.isPresent()) {
            return Path.of(named.get());
        }
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.exists(bin.resolve("pg_dump")) && Files.exists(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        } catch (IOException none) {
            throw new UncheckedIOException("no PostgreSQL of this machine's packages; ./check tells how", none);
        }
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException hidden) {
            throw new UncheckedIOException(hidden);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    @Override
    public void close() {
        if (running) {
            run("pg_ctl", "stop", "--pgdata=" + data(), "--mode=immediate", "--wait");
        }
    }
}
