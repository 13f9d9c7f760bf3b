package dev.passback.systemtests.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An offset at which all ports of a demo are free now. */
public record DemoPorts(int offset) {

    public static final int API = 8080;
    public static final int UI = 8081;
    public static final int OPS = 9090;
    public static final int SANDBOX = 8090;
    public static final int DATABASE = 15_432;

    private static final int LOWEST = 1_000;
    private static final int HIGHEST = 15_000;

    public static DemoPorts free() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST))
                .limit(1_000)
                .mapToObj(DemoPorts::new)
                .filter(DemoPorts::allFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no offset with free ports"));
    }

    /** The words that start a demo there. */
    public String[] words(Path data, String... more) {
        Stream<String> words = Stream.of("demo", "--port-offset", Integer.toString(offset), "--data", data.toString());
        return Stream.concat(words, Stream.of(more)).toArray(String[]::new);
    }

    /** Where the server of a standard port is. */
    public String http(int standard) {
        return "http://127.0.0.1:" + (standard + offset);
    }

    /** Takes a port away. */
    public ServerSocket occupy(int standard) {
        try {
            return new ServerSocket(standard + offset, 1, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private boolean allFree() {
        return IntStream.of(API, UI, OPS, SANDBOX, DATABASE).allMatch(this::isFree);
    }

    private boolean isFree(int standard) {
        try (ServerSocket probe = occupy(standard)) {
            return probe.isBound();
        } catch (IOException | UncheckedIOException taken) {
            return false;
        }
    }
}
