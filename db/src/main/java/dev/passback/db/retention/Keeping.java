package dev.passback.db.retention;

import java.util.Optional;

/**
 * How long what a tenant sent is kept, in days from its settling.
 *
 * @param days everything; for ever where nothing is said
 * @param bodyDays bodies and answers of what is delivered; as long as the rest where nothing is said
 */
public record Keeping(Optional<Integer> days, Optional<Integer> bodyDays) {

    /** For ever. */
    public static final Keeping ALL = new Keeping(Optional.empty(), Optional.empty());

    private static final int MOST = 36_500;

    public Keeping {
        if (days.filter(number -> number < 1 || number > MOST).isPresent()) {
            throw new IllegalArgumentException("days to keep are 1 to " + MOST);
        }
        if (bodyDays.filter(number -> number < 0 || number > MOST).isPresent()) {
            throw new IllegalArgumentException("days to keep bodies are 0 to " + MOST);
        }
    }
}
