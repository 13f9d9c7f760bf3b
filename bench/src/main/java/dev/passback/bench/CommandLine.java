package dev.passback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Programs that run to their end and say something. */
final class CommandLine {

    private CommandLine() {}

    /**
     * What it says on standard output.
     *
     * @throws IllegalStateException with what it said if it fails
     */
    static String run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(command.getFirst() + " ended with " + code + ": " + said);
            }
            return said;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (InterruptedException stop) {
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
