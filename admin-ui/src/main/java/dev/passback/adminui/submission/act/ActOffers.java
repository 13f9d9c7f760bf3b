package dev.passback.adminui.submission.act;

import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionState;
import dev.passback.db.submission.SubmissionView;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one may do to a submission now.
 *
 * @param sendAgain the one that is asked for most
 * @param whyNot why one cannot send it again; empty when one can
 * @param others in the order in which they are shown
 */
public record ActOffers(Optional<ActOffer> sendAgain, String whyNot, List<ActOffer> others) {

    public ActOffers {
        others = List.copyOf(others);
    }

    /**
     * The offers of one submission to somebody with this role.
     *
     * @param returned a form that came back because something is missing in it
     */
    public static ActOffers of(SubmissionView view, Role role, Instant now, Optional<ActForm> returned) {
        List<ActOffer> offers = role.includes(Role.SUPPORT)
                ? Arrays.stream(ActKind.values())
                        .filter(kind -> kind.worksIn(view.line().state()))
                        .filter(kind -> kind != ActKind.SEND_AGAIN || !isDue(view, now))
                        .map(kind -> new ActOffer(kind, view, now, returned.filter(form -> form.kind() == kind)))
                        .toList()
                : List.of();
        return new ActOffers(
                offers.stream()
                        .filter(offer -> offer.kind() == ActKind.SEND_AGAIN)
                        .findFirst(),
                whyNot(view, role, now),
                offers.stream()
                        .filter(offer -> offer.kind() != ActKind.SEND_AGAIN)
                        .toList());
    }

    private static String whyNot(SubmissionView view, Role role, Instant now) {
        return switch (view.line().state()) {
            case SENDING -> "It is being sent right now. Wait for the outcome; this page shows it when you reload it.";
            case DELIVERED -> "It was delivered: sending it again would only show the link twice.";
            case QUEUED, HELD, REJECTED, EXPIRED, CANCELLED -> isDue(view, now) ? whyDue(view) : whyNot(role);
        };
    }

    private static String whyDue(SubmissionView view) {
        return view.isHeldUp()
                ? "It is due already, and waits until its integration is released: sending it again would change nothing."
                : "It is due already, and is sent as soon as its integration has a free slot.";
    }

    private static String whyNot(Role role) {
        return role.includes(Role.SUPPORT)
                ? ""
                : "Your role is " + role.word() + ". To send it again takes the role support.";
    }

    private static boolean isDue(SubmissionView view, Instant now) {
        return view.line().state() == SubmissionState.QUEUED
                && view.line()
                        .dueAt()
                        .filter(due -> !due.toInstant().isAfter(now))
                        .isPresent();
    }
}
