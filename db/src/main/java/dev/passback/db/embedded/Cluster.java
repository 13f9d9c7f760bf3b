package dev.passback.db.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data folder with its one role and one database. Created once, as a whole: a start that is killed in the middle
 * leaves nothing that the next one would take for complete.
 */
final class Cluster {

    /** The name of the role and of the database. The role may do everything: the server serves this program alone. */
    static final String NAME = "passback";

    private static final String UNFINISHED = "data.new-";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    // fsync, synchronous_commit, 100 connections and 128 MB of shared buffers are PostgreSQL's defaults, and wanted.
    // Terse: a refused row's values stay out of the log.
    private static final List<String> SETTINGS =
            List.of("timezone=UTC", "log_timezone=UTC", "log_checkpoints=off", "log_error_verbosity=terse");

    private final Home home;
    private final Programs programs;

    Cluster(Home home, Programs programs) {
        this.home = home;
        this.programs = programs;
    }

    /** Creates the data folder, unless it is there. */
    void createIfAbsent() {
        try {
            if (!Files.exists(home.data())) {
                create();
            }
        } catch (IOException denied) {
            throw new EmbeddedPostgresException(
                    "the data folder " + home.folder() + " cannot be prepared: " + denied, denied);
        }
    }

    private void create() throws IOException {
        deleteUnfinished();
        // a name of its own: the initdb of a program that was killed a moment ago may still be writing
        Path unfinished =
                home.folder().resolve(UNFINISHED + ProcessHandle.current().pid() + "-" + System.nanoTime());
        check("create the data folder", programs.run(LIMIT, "initdb", initdbArguments(unfinished)));
        // single-user mode: the database exists before anybody can connect
        check(
                "create the database",
                programs.run(
                        "CREATE DATABASE " + NAME + "\n",
                        LIMIT,
                        "postgres",
                        "--single",
                        "-c",
                        "exit_on_error=on",
                        "-D",
                        unfinished.toString(),
                        "postgres"));
        Files.move(unfinished, home.data(), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(home.folder())) {
            folder.force(true);
        }
    }

    private void deleteUnfinished() throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(home.folder(), UNFINISHED + "*")) {
            for (Path folder : unfinished) {
                FileTree.delete(folder);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException stillWritten) {
            // the next creation, if there ever is one, deletes it
        }
    }

    private String[] initdbArguments(Path unfinished) {
        // the built-in locale sorts the same on every machine, whatever its C library
        Stream<String> fixed = Stream.of(
                "--pgdata=" + unfinished,
                "--username=" + NAME,
                "--auth=scram-sha-256",
                "--pwfile=" + home.password(),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
        return Stream.concat(fixed, SETTINGS.stream().map(setting -> "--set=" + setting))
                .toArray(String[]::new);
    }

    private static void check(String aim, Command.Ending ending) {
        if (!ending.succeeded()) {
            throw new EmbeddedPostgresException("PostgreSQL could not " + aim + ":\n" + ending.lastLines());
        }
    }
}
