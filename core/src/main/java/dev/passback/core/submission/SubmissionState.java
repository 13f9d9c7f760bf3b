package dev.passback.core.submission;

import java.util.Locale;

/** Where a submission stands. The picture, with the cause on every arrow, is docs/states.md. */
public enum SubmissionState {
    /** To be sent when due. */
    QUEUED(false),
    /** An attempt is under way, under a lease. */
    SENDING(false),
    /** An attempt's outcome is unsure and a person has to say what follows. */
    HELD(false),
    /** The upstream took it. */
    DELIVERED(true),
    /** The upstream refused it for good. */
    REJECTED(true),
    /** The retry window is used up. */
    EXPIRED(true),
    /** Given up by a person. */
    CANCELLED(true);

    private final boolean settled;

    SubmissionState(boolean settled) {
        this.settled = settled;
    }

    /** Whether it belongs to history: nothing more happens by itself. */
    public boolean settled() {
        return settled;
    }

    /** The word of the API, the pages and the database, such as {@code queued}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SubmissionState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
