package dev.passback.adminui.submission;

import dev.passback.db.submission.RevealStore;

/**
 * Whether somebody sees now what a submission says about the candidate: the bodies and the address of the result.
 *
 * @param mayReveal whether a reason is enough to see it
 * @param lacksReason whether the form came back because none was given
 */
public record Sight(boolean revealed, boolean mayReveal, boolean lacksReason) {

    /** Of a role that sees it never. */
    static final Sight NEVER = new Sight(false, false, false);

    /** For how long a reason is good. */
    public String holds() {
        return RevealStore.HOLDS.toMinutes() + " minutes";
    }
}
