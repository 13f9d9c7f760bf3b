package dev.passback.core.job;

import static dev.passback.core.submission.SubmissionState.HELD;
import static dev.passback.core.submission.SubmissionState.QUEUED;

import dev.passback.core.submission.SubmissionState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a job does to each of its submissions: the acts that need no look at the single one. */
public enum JobAct {
    SEND_AGAIN,
    RELEASE,
    HOLD,
    CANCEL,
    EXPORT_CSV,
    EXPORT_NDJSON;

    /** The word of the audit log, the pages and the database, such as {@code send again}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static Optional<JobAct> ofWord(String word) {
        return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }

    /** Whether it can change a submission in this state; to send again what is due already changes nothing all the same. */
    public boolean worksIn(SubmissionState state) {
        return switch (this) {
            case SEND_AGAIN -> state != SubmissionState.SENDING && state != SubmissionState.DELIVERED;
            case RELEASE -> state == HELD;
            case HOLD -> state == QUEUED;
            case CANCEL -> state == QUEUED || state == HELD;
            case EXPORT_CSV, EXPORT_NDJSON -> true;
        };
    }

    /** Whether it writes them to a file, and changes nothing. */
    public boolean exports() {
        return this == EXPORT_CSV || this == EXPORT_NDJSON;
    }

    /** Whether it lets what may have arrived be sent once more. */
    public boolean sends() {
        return this == SEND_AGAIN || this == RELEASE;
    }
}
