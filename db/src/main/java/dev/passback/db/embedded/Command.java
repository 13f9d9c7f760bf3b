package dev.passback.db.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program to run to its end, within a time limit.
 *
 * @param input what it reads, one statement or nothing
 */
record Command(List<String> words, String input) {

    private static final int REASON_LINES = 6;

    /** How it ended; {@code output} is what it wrote, both streams together. */
    record Ending(boolean succeeded, String output) {

        /** Where programs say what went wrong. */
        String lastLines() {
            List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - REASON_LINES), lines.size()));
        }
    }

    static Command of(List<String> words) {
        return new Command(words, "");
    }

    /** Never throws for a program that fails, is missing or takes too long: the ending says so. Blocks. */
    Ending run(Duration limit) {
        try {
            Path in = Files.createTempFile("passback-postgres", ".in");
            // a file, not a pipe: a server that the program starts keeps the descriptor open
            Path out = Files.createTempFile("passback-postgres", ".out");
            try {
                Files.writeString(in, input);
                boolean succeeded = ran(in.toFile(), out.toFile(), limit);
                return new Ending(succeeded, Files.readString(out).strip());
            } finally {
                Files.delete(in);
                Files.delete(out);
            }
        } catch (IOException missing) {
            return new Ending(false, String.valueOf(missing.getMessage()));
        }
    }

    private boolean ran(File in, File out, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectInput(in)
                .redirectErrorStream(true)
                .redirectOutput(out);
        // PGDATA, PGPORT and their like would reach into this server
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process running = builder.start();
        try {
            return running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && running.exitValue() == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            running.destroyForcibly();
        }
    }
}
