package dev.passback.adminui.submission.act;

import dev.passback.core.submission.SubmissionState;
import dev.passback.db.submission.SubmissionView;
import java.time.Instant;
import java.util.Optional;

/**
 * An act that one may do to a submission now.
 *
 * @param returned the form as it was filled in, where it came back because something is missing
 */
public record ActOffer(ActKind kind, SubmissionView view, Instant now, Optional<ActForm> returned) {

    /** What pressing the button does. */
    public String words() {
        return switch (kind) {
            case SEND_AGAIN -> sendAgain() + doubling() + heldUp();
            case RELEASE -> release() + doubling() + heldUp();
            case HOLD -> "Keeps it here: it is not sent until somebody releases it.";
            case MARK_DELIVERED ->
                "Closes it by your word that the ATS has it: it is never sent again. This cannot be taken back.";
            case CANCEL ->
                "Gives it up: it is not sent any more, unless somebody sends it again. What the ATS has already stays there.";
        };
    }

    private String sendAgain() {
        if (view.arrivedLate().isPresent()) {
            return "Sends it all the same.";
        }
        return switch (view.line().state()) {
            case QUEUED -> "Sends it now instead of waiting for its time.";
            case HELD ->
                view.heldBy().isPresent()
                        ? "Ends the hold and sends it now, with a whole new retry window."
                        : "Decides that it did not arrive, and sends it.";
            case REJECTED -> "Sends the same once more. It will be refused again unless something was mended.";
            case EXPIRED -> "Makes it due now, with a whole new retry window.";
            case CANCELLED -> "Takes the cancelling back and sends it.";
            case SENDING, DELIVERED -> "";
        };
    }

    private String release() {
        return view.line().retryUntil().toInstant().isAfter(now)
                ? "Sends it now, and goes on with its retries where they were."
                : "Sends it now, and only once: the time for its retries is over.";
    }

    private String doubling() {
        if (view.arrivedLate().isPresent()) {
            return " The ATS took an earlier attempt, so it would be doubled.";
        }
        return view.mayHaveArrived() ? " An earlier attempt may have arrived, so it may be doubled." : "";
    }

    private String heldUp() {
        return view.isHeldUp() ? " Its integration does not send now: it still waits until that is released." : "";
    }

    /** Whether this is what there is to do. */
    public boolean advised() {
        boolean arrived = view.arrivedLate().isPresent();
        return switch (kind) {
            case SEND_AGAIN -> !arrived && view.line().state() != SubmissionState.QUEUED;
            case MARK_DELIVERED -> arrived;
            case RELEASE, HOLD, CANCEL -> false;
        };
    }

    /** What one must tick first, if anything. */
    public Optional<String> confirmation() {
        return kind.confirmation(view);
    }

    /** What was typed in before. */
    public String reason() {
        return returned.map(ActForm::reason).orElse("");
    }

    public boolean lacksReason() {
        return returned.filter(ActForm::lacksReason).isPresent();
    }

    public boolean lacksConfirmation() {
        return returned.filter(form -> form.lacksConfirmation(view)).isPresent();
    }
}
