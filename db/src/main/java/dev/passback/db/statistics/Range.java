package dev.passback.db.statistics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How far back statistics look, and in steps of what length. */
public enum Range {
    HOUR("1h", "minute", Duration.ofMinutes(1), 60),
    DAY("24h", "hour", Duration.ofHours(1), 24),
    WEEK("7d", "hour", Duration.ofHours(6), 28),
    MONTH("30d", "day", Duration.ofDays(1), 30);

    private final String word;
    private final String grain;
    private final Duration step;
    private final int steps;

    Range(String word, String grain, Duration step, int steps) {
        this.word = word;
        this.grain = grain;
        this.step = step;
        this.steps = steps;
    }

    /** Its word in addresses and queries, such as {@code 24h}. */
    public String word() {
        return word;
    }

    public Duration step() {
        return step;
    }

    public int steps() {
        return steps;
    }

    /** By which rollups it is read. */
    String grain() {
        return grain;
    }

    public static Optional<Range> ofWord(String word) {
        return Arrays.stream(values()).filter(range -> range.word.equals(word)).findFirst();
    }
}
