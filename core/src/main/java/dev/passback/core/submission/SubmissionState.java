package dev.passback.core.submission;

import java.util.Locale;

/** Where a submission stands. The picture, with the cause on every arrow, is docs/states.md. */
public enum SubmissionState {
    /** To be sent when due. */
    QUEUED(false),
    /** An attempt is under way, under a lease. */
    SENDING(false),
    /** Waits for a person: who held it, or who says what follows an outcome that is unsure. */
    HELD(false),
    /** The upstream took it, or a person says that it has it. */
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
