package dev.passback.adminui.submission;

import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionState;
import dev.passback.db.submission.SubmissionView;
import java.time.Instant;

/**
 * Whether one may send a submission again, and what that would do.
 *
 * @param possible whether there is a button
 * @param words what pressing it does; or why there is none
 * @param urgent whether nothing happens unless somebody presses it
 * @param doubling whether the ATS may show the link twice afterwards, so that one has to confirm it
 * @param heldUp whether it would wait all the same, because its integration does not send
 */
public record SendAgainOffer(boolean possible, String words, boolean urgent, boolean doubling, boolean heldUp) {

    static SendAgainOffer of(SubmissionView view, Role role, Instant now) {
        boolean dueAlready =
                view.line().dueAt().filter(due -> !due.toInstant().isAfter(now)).isPresent();
        return switch (view.line().state()) {
            case SENDING ->
                none("It is being sent right now. Wait for the outcome; this page shows it when you reload it.");
            case DELIVERED -> none("It was delivered: sending it again would only show the link twice.");
            case QUEUED -> dueAlready ? none(whyDue(view)) : offer(view, role);
            case HELD, REJECTED, EXPIRED, CANCELLED -> offer(view, role);
        };
    }

    private static String whyDue(SubmissionView view) {
        return WhatNext.isHeldUp(view)
                ? "It is due already, and waits until its integration is released: sending it again would change nothing."
                : "It is due already, and is sent as soon as its integration has a free slot.";
    }

    private static SendAgainOffer offer(SubmissionView view, Role role) {
        if (!role.includes(Role.SUPPORT)) {
            return none("Your role is " + role.word() + ". To send it again takes the role support.");
        }
        return new SendAgainOffer(
                true,
                words(view.line().state()),
                view.line().state() != SubmissionState.QUEUED,
                WhatNext.mayHaveArrived(view),
                WhatNext.isHeldUp(view));
    }

    private static String words(SubmissionState state) {
        return switch (state) {
            case QUEUED -> "Sends it now instead of waiting for its time.";
            case HELD -> "Decides that it did not arrive, and sends it.";
            case REJECTED -> "Sends the same once more. It will be refused again unless something was mended.";
            case EXPIRED -> "Makes it due now, with a whole new retry window.";
            case CANCELLED -> "Takes the cancelling back and sends it.";
            case SENDING, DELIVERED -> "";
        };
    }

    private static SendAgainOffer none(String why) {
        return new SendAgainOffer(false, why, false, false, false);
    }
}
