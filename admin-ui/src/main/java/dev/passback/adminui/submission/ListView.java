package dev.passback.adminui.submission;

import static dev.passback.core.submission.SubmissionState.DELIVERED;
import static dev.passback.core.submission.SubmissionState.EXPIRED;
import static dev.passback.core.submission.SubmissionState.HELD;
import static dev.passback.core.submission.SubmissionState.QUEUED;
import static dev.passback.core.submission.SubmissionState.REJECTED;
import static dev.passback.core.submission.SubmissionState.SENDING;

import dev.passback.core.submission.SubmissionState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The views of the list: tabs, each with the states that one can narrow it to. */
public enum ListView {
    ATTENTION("Needs attention"),
    ALL("All"),
    QUEUED_OR_SENDING("Queued"),
    TAKEN("Delivered");

    private final String title;

    ListView(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The states that one may narrow it to; where there is only one, that is no choice. */
    List<SubmissionState> choices() {
        return switch (this) {
            case ATTENTION -> List.of(HELD, REJECTED, EXPIRED);
            case ALL -> List.of(SubmissionState.values());
            case QUEUED_OR_SENDING -> List.of(QUEUED, SENDING);
            case TAKEN -> List.of();
        };
    }

    /** The states that it is about by itself; none means any. */
    List<SubmissionState> states() {
        return switch (this) {
            case ATTENTION, ALL -> List.of();
            case QUEUED_OR_SENDING -> List.of(QUEUED, SENDING);
            case TAKEN -> List.of(DELIVERED);
        };
    }

    /** Whether its submissions can have warnings; those that were never taken have none. */
    boolean mayBeWarned() {
        return this != QUEUED_OR_SENDING;
    }

    /** As it stands in addresses. */
    String word() {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    static Optional<ListView> ofWord(String word) {
        return Arrays.stream(values()).filter(view -> view.word().equals(word)).findFirst();
    }
}
