package dev.passback.adminui.submission;

import static dev.passback.core.submission.SubmissionState.CANCELLED;
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
    ATTENTION("Needs attention", List.of(HELD, REJECTED, EXPIRED), true),
    ALL("All", List.of(QUEUED, SENDING, HELD, DELIVERED, REJECTED, EXPIRED, CANCELLED), true),
    QUEUED_OR_SENDING("Queued", List.of(QUEUED, SENDING), false),
    TAKEN("Delivered", List.of(DELIVERED), true);

    private final String title;
    private final List<SubmissionState> choices;
    private final boolean mayBeWarned;

    ListView(String title, List<SubmissionState> choices, boolean mayBeWarned) {
        this.title = title;
        this.choices = choices;
        this.mayBeWarned = mayBeWarned;
    }

    public String title() {
        return title;
    }

    /** The states that one may narrow it to; one alone is no choice. */
    List<SubmissionState> choices() {
        return choices.size() > 1 ? choices : List.of();
    }

    /** Whether some of its submissions can have warnings. */
    boolean mayBeWarned() {
        return mayBeWarned;
    }

    /** The states that it is about by itself; none means any. */
    List<SubmissionState> states() {
        return switch (this) {
            case ATTENTION, ALL -> List.of();
            case QUEUED_OR_SENDING, TAKEN -> choices;
        };
    }

    /** As it stands in addresses. */
    String word() {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    static Optional<ListView> ofWord(String word) {
        return Arrays.stream(values()).filter(view -> view.word().equals(word)).findFirst();
    }
}
