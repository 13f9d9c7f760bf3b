package dev.passback.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What came back, from the outside. */
final class Answers {

    private final SortedMap<Integer, Integer> statuses;
    // microseconds each took, ascending
    private final int[] micros;
    // when each was whole, in microseconds since the first request, ascending
    private final long[] ends;

    private Answers(SortedMap<Integer, Integer> statuses, int[] micros, long[] ends) {
        this.statuses = statuses;
        this.micros = micros;
        this.ends = ends;
    }

    /** Reads h2load's log: start in microseconds since the epoch, status, microseconds until the end of the answer. */
    static Answers read(Path log) throws IOException {
        long[][] rows;
        try (Stream<String> lines = Files.lines(log)) {
            rows = lines.map(line -> Stream.of(line.split("\t", -1))
                            .mapToLong(Long::parseLong)
                            .toArray())
                    .toArray(long[][]::new);
        }
        long first = Arrays.stream(rows).mapToLong(row -> row[0]).min().orElseThrow();
        long[] ends = Arrays.stream(rows)
                .mapToLong(row -> row[0] + row[2] - first)
                .sorted()
                .toArray();
        SortedMap<Integer, Integer> statuses = new TreeMap<>();
        Arrays.stream(rows).forEach(row -> statuses.merge((int) row[1], 1, Integer::sum));
        int[] micros =
                Arrays.stream(rows).mapToInt(row -> (int) row[2]).sorted().toArray();
        return new Answers(statuses, micros, ends);
    }

    /** Those with a status of 2xx. */
    int good() {
        return statuses.subMap(200, 300).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    int all() {
        return micros.length;
    }

    /** How often which status came. */
    SortedMap<Integer, Integer> statuses() {
        return statuses;
    }

    /** From the first request to the last answer. */
    double perSecond() {
        return all() / (ends[ends.length - 1] / 1e6);
    }

    /** Milliseconds that this part of the answers took at most. */
    double percentile(double part) {
        return micros[(int) Math.min(micros.length - 1L, (long) Math.ceil(micros.length * part))] / 1e3;
    }

    /** Answers that were whole within the first seconds. */
    long within(double seconds) {
        return Arrays.stream(ends).filter(end -> end <= seconds * 1e6).count();
    }
}
