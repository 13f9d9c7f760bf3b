package dev.passback.systemtests.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Calls {@code ./passback} of this source tree, as it was built last. Each call's output is in {@code target/system/TEST/}, numbered in
 * the order of the calls.
 */
public final class PassbackCommands {

    private static final Path SCRIPT =
            Path.of("..", "passback").toAbsolutePath().normalize();
    private static final String LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable";

    /** What the first command's JVM has loaded, for the JVMs of all later calls of this build: they start in two thirds of the time. */
    private static final Path CLASSES = Path.of(
                    "target", "system", "classes-" + ProcessHandle.current().pid() + ".jsa")
            .toAbsolutePath();

    private final Path script;
    private final Path folder;
    private final AtomicInteger calls;
    private final Map<String, String> settings;

    private PassbackCommands(Path script, Path folder, AtomicInteger calls, Map<String, String> settings) {
        this.script = script;
        this.folder = folder;
        this.calls = calls;
        this.settings = settings;
    }

    /** Commands whose output goes to the folder of this test, which is emptied first. */
    public static PassbackCommands of(Class<?> test) {
        Path folder = Path.of("target", "system", test.getSimpleName()).toAbsolutePath();
        try {
            if (Files.exists(folder)) {
                delete(folder);
            }
            return new PassbackCommands(SCRIPT, Files.createDirectories(folder), new AtomicInteger(), new HashMap<>());
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** The same settings and files, with the program of another installation. */
    public PassbackCommands by(Path installation) {
        return new PassbackCommands(installation.resolve("passback"), folder, calls, settings);
    }

    /** A variable for all later calls. */
    public PassbackCommands with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    /** A file in this test's folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** A file of this test with this content. */
    public Path file(String name, String content) {
        try {
            return Files.writeString(file(name), content);
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    /** Starts a command that goes on until it is ended, with a JVM that is ready soon rather than fast later. */
    public PassbackProcess start(String... arguments) {
        return start(sharing(), arguments);
    }

    private static String sharing() {
        return Files.exists(CLASSES) ? LIGHT + " -XX:SharedArchiveFile=" + CLASSES : LIGHT;
    }

    /** Runs a command to its end. */
    public Ending run(String... arguments) {
        synchronized (CLASSES) {
            if (!Files.exists(CLASSES)) {
                return end(start(LIGHT + " -XX:ArchiveClassesAtExit=" + CLASSES, arguments));
            }
        }
        return end(start(arguments));
    }

    private static Ending end(PassbackProcess process) {
        try (process) {
            int code = process.exitCode();
            return new Ending(code, process.out(), process.err());
        }
    }

    /** Runs a command with {@code --json}, which must succeed; what it answered. */
    public JsonObject answer(String... arguments) {
        Ending ending =
                run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        assertThat(ending.code())
                .as("%s says: %s", String.join(" ", arguments), ending.err())
                .isZero();
        assertThat(ending.out().lines()).hasSize(1);
        return new JsonObject(ending.out());
    }

    /** How a command ended. */
    public record Ending(int code, String out, String err) {}

    private PassbackProcess start(String javaOptions, String... arguments) {
        ProcessBuilder program = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                .toList());
        Map<String, String> environment = program.environment();
        environment.keySet().removeIf(name -> name.startsWith("PASSBACK_") || name.equals("JAVA_TOOL_OPTIONS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", javaOptions);
        environment.put("PASSBACK_SKIP_BUILD", "1");
        environment.putAll(settings);
        String name = "%02d-%s".formatted(calls.incrementAndGet(), words(arguments));
        return PassbackProcess.start(program, file(name + ".out"), file(name + ".err"));
    }

    private static String words(String... arguments) {
        List<String> words = Stream.of(arguments)
                .limit(2)
                .takeWhile(word -> word.matches("[a-z]+"))
                .toList();
        return String.join("-", words);
    }
}
