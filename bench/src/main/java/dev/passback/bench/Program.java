package dev.passback.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of ours: started, ready when it says so with one line of JSON, ended by its id. */
final class Program implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final JsonObject ready;

    private Program(Process process, JsonObject ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Starts it and waits for its line. What it says on standard error goes into {@code log}. */
    static Program start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (line == null) {
                throw new IllegalStateException("it ended before it was ready: " + command.getLast() + "; see " + log);
            }
            return new Program(process, new JsonObject(line));
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    /** A server of this module in a JVM of its own. */
    static Program server(Class<?> main, List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return start(command, environment, log);
    }

    /** What it said when it was ready. */
    JsonObject ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
