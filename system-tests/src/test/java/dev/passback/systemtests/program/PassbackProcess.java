package dev.passback.systemtests.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One process of Passback. Its output goes to files; it ends at the latest when this JVM does. All methods block. */
public final class PassbackProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(45);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path out;
    private final Path err;

    private PassbackProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static PassbackProcess start(ProcessBuilder program, Path out, Path err) {
        try {
            Process process = program.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            RUNNING.add(process);
            return new PassbackProcess(process, out, err);
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** The object that it prints when it is ready. Fails with its log if it ends before. */
    public JsonObject ready() {
        awaitOutput("}");
        return new JsonObject(out().strip());
    }

    /** Waits until its standard output holds this. Fails with its log if it ends before. */
    public void awaitOutput(String text) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> out().contains(text) || !process.isAlive());
        assertThat(out()).as("output of %s, which logged:%n%s", out, err()).contains(text);
    }

    /** The exit code, when it has ended by itself. */
    public int exitCode() {
        return ended(END);
    }

    /** SIGTERM; the exit code when it has ended. */
    public int terminate() {
        process.destroy();
        return ended(END);
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        ended(END);
    }

    /** SIGSTOP: it does nothing until {@link #thaw}, and its connections stay open. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        kill();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private int ended(Duration limit) {
        try {
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("process %s (%s) has ended", process.pid(), out)
                    .isTrue();
            RUNNING.remove(process);
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
