package dev.passback.db.testing;

import dev.passback.db.embedded.EmbeddedPostgres;
import dev.passback.db.embedded.EmbeddedPostgresException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The embedded PostgreSQL in a temporary folder that goes with the JVM. */
record EmbeddedServer(EmbeddedPostgres postgres, Path home) implements TestServer {

    static EmbeddedServer start() {
        try {
            Path home = Files.createTempDirectory("passback-test-postgres-");
            try {
                return new EmbeddedServer(EmbeddedPostgres.start(home, programs(home), 0), home);
            } catch (EmbeddedPostgresException impossible) {
                delete(home);
                throw impossible;
            }
        } catch (IOException denied) {
            throw new UncheckedIOException("no temporary folder for PostgreSQL", denied);
        }
    }

    @Override
    public String url() {
        return postgres.url();
    }

    @Override
    public void stop() {
        postgres.close();
        delete(home);
    }

    // Unpacking costs two seconds, so the test runs of a module share it until it is cleaned.
    private static Path programs(Path home) {
        Path target = Path.of("target");
        return Files.isDirectory(target) ? target : home;
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
