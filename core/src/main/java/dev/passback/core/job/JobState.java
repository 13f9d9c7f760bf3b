package dev.passback.core.job;

import java.util.Locale;

/** Where a job stands. */
public enum JobState {
    /** No node has taken it up. */
    WAITING,
    /** A node works it off; if that node dies, another goes on. */
    RUNNING,
    /** Each submission that matched had its turn. */
    DONE,
    /** Ended by a person; what was done before stays done. */
    CANCELLED,
    /** Given up: the database refused it again and again. */
    FAILED;

    /** Whether nothing more happens. */
    public boolean over() {
        return this == DONE || this == CANCELLED || this == FAILED;
    }

    /** The word of the pages and the database, such as {@code running}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
