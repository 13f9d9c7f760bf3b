package dev.passback.gateway.credential;

import dev.passback.core.credential.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that prints a secret on its standard output. No shell is between: words are parted at blanks, and what stands in single or
 * double quotes is one word. What it says on standard error goes nowhere, for it may hold secrets. It is not given Passback's own
 * settings.
 */
public record PrintingCommand(List<String> words, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LARGEST = 256 * 1024;
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

    public PrintingCommand {
        words = List.copyOf(words);
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if there is no command in it, or a quote is not closed
     */
    public static PrintingCommand parse(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        int end = 0;
        while (word.find()) {
            requireBlank(line.substring(end, word.start()));
            words.add(word.group().replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
            end = word.end();
        }
        requireBlank(line.substring(end));
        if (words.isEmpty()) {
            throw new IllegalArgumentException("there is no command in it");
        }
        return new PrintingCommand(words, PATIENCE);
    }

    private static void requireBlank(String between) {
        if (!between.isBlank()) {
            throw new IllegalArgumentException("a quote is not closed");
        }
    }

    /**
     * What it prints. Blocks until it ends, at most for as long as its patience lasts; then it is killed.
     *
     * @throws IllegalArgumentException if it cannot be started, fails, takes too long or prints too much
     */
    Secret run() {
        long begun = System.nanoTime();
        Process process = start();
        try {
            FutureTask<byte[]> printed = new FutureTask<>(() -> read(process.getInputStream()));
            Thread.ofVirtual().start(printed);
            byte[] output = printed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            long left = patience.toNanos() - (System.nanoTime() - begun);
            if (!process.waitFor(left, TimeUnit.NANOSECONDS)) {
                throw tooLong();
            }
            if (process.exitValue() != 0) {
                throw wrong("the command failed with exit code " + process.exitValue());
            }
            return new Secret(new String(output, StandardCharsets.UTF_8));
        } catch (TimeoutException late) {
            throw tooLong();
        } catch (ExecutionException broken) {
            throw wrong("what the command prints cannot be read, or is more than " + LARGEST + " bytes");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw wrong("the command was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() {
        try {
            ProcessBuilder program = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
            program.environment().keySet().removeIf(name -> name.startsWith("PASSBACK_"));
            Process process = program.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException missing) {
            throw wrong("the command cannot be started");
        }
    }

    private static byte[] read(InputStream output) throws IOException {
        byte[] bytes = output.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("too much");
        }
        return bytes;
    }

    private IllegalArgumentException tooLong() {
        return wrong("the command did not end within " + patience.toSeconds() + " s");
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what);
    }
}
