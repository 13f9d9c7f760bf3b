package dev.passback.adminui.submission;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Tone;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionState;
import java.util.Optional;

/** How states and outcomes look: a word, an icon and a colour. */
public final class Looks {

    private Looks() {}

    public static Badge of(SubmissionState state) {
        return switch (state) {
            case QUEUED -> new Badge("Queued", Icon.CLOCK, Tone.WAIT);
            case SENDING -> new Badge("Sending", Icon.UP, Tone.WAIT);
            case HELD -> new Badge("Held", Icon.HAND, Tone.WARN);
            case DELIVERED -> new Badge("Delivered", Icon.CHECK, Tone.GOOD);
            case REJECTED -> new Badge("Rejected", Icon.CROSS, Tone.BAD);
            case EXPIRED -> new Badge("Expired", Icon.HOURGLASS, Tone.BAD);
            case CANCELLED -> new Badge("Cancelled", Icon.STRIKE, Tone.OFF);
        };
    }

    /** The mark of an integration that does not send. */
    static Optional<Badge> of(Integration.State integration) {
        return switch (integration) {
            case ACTIVE -> Optional.empty();
            case PAUSED -> Optional.of(new Badge("Integration paused", Icon.HAND, Tone.WARN));
            case BLOCKED -> Optional.of(new Badge("Integration blocked", Icon.LOCK, Tone.BAD));
        };
    }

    static Badge of(OutcomeKind outcome) {
        return switch (outcome) {
            case ACCEPTED -> new Badge("Taken", Icon.CHECK, Tone.GOOD);
            case REFUSED -> new Badge("Refused", Icon.CROSS, Tone.BAD);
            case NOT_TAKEN -> new Badge("Not taken", Icon.CLOCK, Tone.WAIT);
            case BLOCKED -> new Badge("Blocked", Icon.LOCK, Tone.BAD);
            case UNSURE -> new Badge("Unsure", Icon.QUESTION, Tone.WARN);
        };
    }
}
