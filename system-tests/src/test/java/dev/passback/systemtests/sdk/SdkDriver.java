package dev.passback.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets Node.js make calls of the SDK. Fails if that process crashes: an answer must never do that to a caller. */
final class SdkDriver {

    private static final Path FOLDER = Path.of("sdk").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 120;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private SdkDriver() {}

    /** One after the other. */
    static List<SdkResult> make(List<SdkCall> calls) {
        return run(calls, false);
    }

    static SdkResult make(SdkCall call) {
        return make(List.of(call)).getFirst();
    }

    /** All at once. */
    static List<SdkResult> makeTogether(List<SdkCall> calls) {
        return run(calls, true);
    }

    /** {@code ./check} has done this already. */
    static void installIfAbsent() {
        if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
            finish(new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund"), "");
        }
    }

    private static List<SdkResult> run(List<SdkCall> calls, boolean together) {
        JsonObject orders = new JsonObject()
                .put("together", together)
                .put("calls", new JsonArray(calls.stream().map(SdkCall::json).toList()));
        String node =
                Optional.ofNullable(System.getenv("PLAYWRIGHT_NODEJS_PATH")).orElse("node");
        JsonArray results = new JsonArray(finish(new ProcessBuilder(node, "drive.mjs"), orders.encode()));
        assertThat(results).hasSameSizeAs(calls);
        return results.stream().map(JsonObject.class::cast).map(SdkResult::new).toList();
    }

    private static String finish(ProcessBuilder program, String input) {
        try {
            Path output = Files.createDirectories(Path.of("target", "system", "sdk"));
            Path in = Files.writeString(output.resolve("%02d.in".formatted(RUNS.incrementAndGet())), input);
            Path out = output.resolve("%02d.out".formatted(RUNS.get()));
            Path err = output.resolve("%02d.err".formatted(RUNS.get()));
            Process process = program.directory(FOLDER.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            assertThat(ended).as("%s has ended", program.command()).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
            return Files.readString(out);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
