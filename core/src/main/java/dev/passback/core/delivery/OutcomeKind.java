package dev.passback.core.delivery;

import java.util.Locale;

/** The kinds of {@link Outcome}, as they stand in the verdict table, the database and the metrics. */
public enum OutcomeKind {
    ACCEPTED,
    REFUSED,
    NOT_TAKEN,
    BLOCKED,
    UNSURE;

    /** The word of the API, the pages and the database, such as {@code not_taken}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OutcomeKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
