package dev.passback.core.problem;

import java.util.Locale;

/** What a problem groups: attempts that failed, or remarks beside success. */
public enum ProblemKind {
    FAILURE,
    WARNING;

    /** The word of the pages and the database, such as {@code warning}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ProblemKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
