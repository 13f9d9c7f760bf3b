package dev.passback.adminui.tenant;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a new key is good. */
public enum KeyLife {
    NO_END("No end", Optional.empty()),
    MONTH("30 days", Optional.of(Duration.ofDays(30))),
    QUARTER("90 days", Optional.of(Duration.ofDays(90))),
    YEAR("365 days", Optional.of(Duration.ofDays(365)));

    private final String title;
    private final Optional<Duration> length;

    KeyLife(String title, Optional<Duration> length) {
        this.title = title;
        this.length = length;
    }

    public String title() {
        return title;
    }

    Optional<Duration> length() {
        return length;
    }

    /** As it stands in the form. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<KeyLife> ofWord(String word) {
        return Arrays.stream(values()).filter(life -> life.word().equals(word)).findFirst();
    }
}
