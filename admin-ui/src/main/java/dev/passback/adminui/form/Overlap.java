package dev.passback.adminui.form;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a key or a secret that was rotated stays good beside the new one. */
public enum Overlap {
    NONE("Not at all", Duration.ZERO),
    HOUR("1 hour", Duration.ofHours(1)),
    DAY("24 hours", Duration.ofHours(24)),
    WEEK("7 days", Duration.ofDays(7)),
    MONTH("30 days", Duration.ofDays(30));

    private final String title;
    private final Duration length;

    Overlap(String title, Duration length) {
        this.title = title;
        this.length = length;
    }

    public String title() {
        return title;
    }

    public Duration length() {
        return length;
    }

    /** As it stands in the form. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Overlap> ofWord(String word) {
        return Arrays.stream(values())
                .filter(overlap -> overlap.word().equals(word))
                .findFirst();
    }
}
