package dev.passback.db.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a problem stands: new, known to somebody, not to be shown for a while, or over. */
public enum ProblemState {
    OPEN,
    ACKNOWLEDGED,
    MUTED,
    RESOLVED;

    /** The word of the pages and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ProblemState> ofWord(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
