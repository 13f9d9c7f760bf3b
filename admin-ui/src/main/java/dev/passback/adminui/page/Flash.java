package dev.passback.adminui.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the next page says about what was just done. A closed list: a cookie cannot put words into our mouth. */
public enum Flash {
    SENT_AGAIN(Tone.GOOD, "Done: it is due now and will be sent as soon as its integration has a free slot."),
    NOT_SENT_AGAIN(
            Tone.WARN, "Nothing changed: it was delivered, is being sent, or is due already. This page is up to date."),
    RELEASED(Tone.GOOD, "Done: it is released and will be sent as soon as its integration has a free slot."),
    NOT_RELEASED(
            Tone.WARN, "Nothing changed: it is not held, so there is nothing to release. This page is up to date."),
    HELD(Tone.GOOD, "Done: it is held and will not be sent until somebody releases it."),
    NOT_HELD(Tone.WARN, "Nothing changed: only what is queued can be held. This page is up to date."),
    MARKED_DELIVERED(Tone.GOOD, "Done: it counts as delivered and will not be sent any more."),
    NOT_MARKED_DELIVERED(
            Tone.WARN,
            "Nothing changed: it is delivered already, or is being sent right now. This page is up to date."),
    CANCELLED(Tone.GOOD, "Done: it is cancelled and will not be sent any more."),
    NOT_CANCELLED(Tone.WARN, "Nothing changed: only what is queued or held can be cancelled. This page is up to date."),
    REVEALED(Tone.GOOD, "Shown to you for 10 minutes. Your reason is in the time-line and in the audit log."),
    VIEW_SAVED(Tone.GOOD, "Done: the view is kept. It stands beside the others."),
    VIEW_WITHOUT_NAME(Tone.WARN, "Nothing is kept: a view needs a name of at most 60 characters."),
    TOO_MANY_VIEWS(Tone.WARN, "Nothing is kept: you have 50 views. Delete one first."),
    VIEW_DELETED(Tone.GOOD, "Done: the view is gone. The submissions are all still there."),
    TENANT_CREATED(Tone.GOOD, "Done: the tenant is there. Give it a key, so that it can send."),
    LIMITS_CHANGED(Tone.GOOD, "Done: the limits are set."),
    SUSPENDED(Tone.GOOD, "Done: everything that it sends is refused until somebody resumes it."),
    RESUMED(Tone.GOOD, "Done: what it sends is taken again."),
    KEY_REVOKED(Tone.GOOD, "Done: no node takes that key any more."),
    NOT_ROTATED(Tone.WARN, "Nothing changed: a key that is revoked, expired or being replaced cannot be rotated."),
    SETTINGS_CHANGED(Tone.GOOD, "Done: the next attempt goes by the new settings."),
    CREDENTIAL_ROTATED(Tone.GOOD, "Done: the new credential is sealed and in force from the next attempt on."),
    PAUSED(Tone.GOOD, "Done: nothing more is sent until somebody releases it."),
    INTEGRATION_RELEASED(Tone.GOOD, "Done: what waited is being sent."),
    WEBHOOK_TESTED(Tone.GOOD, "The test message is on its way. Reload this page to see what came of it."),
    WEBHOOK_DISABLED(Tone.GOOD, "Done: nothing more is sent to it until somebody enables it."),
    WEBHOOK_ENABLED(Tone.GOOD, "Done: it is told of what happens from now on."),
    TEST_SENT(Tone.GOOD, "The test link is stored and due now. Reload this page to see what came of it."),
    STAFF_CREATED(Tone.GOOD, "Done: the account is there."),
    STAFF_CHANGED(Tone.GOOD, "Done: role and tenants are set, and all sessions of this person are over."),
    DISABLED(Tone.GOOD, "Done: all sessions of this person are over, and no sign-in works."),
    ENABLED(Tone.GOOD, "Done: the person may sign in again."),
    PROBLEM_CHANGED(Tone.GOOD, "Done: everybody sees where it stands."),
    PROBLEM_NOT_CHANGED(Tone.WARN, "Nothing changed: it was changed after you opened this page. Look at it once more."),
    EXPLAINED(Tone.GOOD, "Done: everybody who meets this reads it."),
    SO_ALREADY(Tone.WARN, "Nothing changed: it was so already. This page is up to date."),
    JOB_MADE(Tone.GOOD, "The job is made. A gateway node takes it up within seconds."),
    JOB_CANCELLED(Tone.GOOD, "Done: the job is over. What it did before stays done."),
    JOB_OVER(Tone.WARN, "Nothing changed: the job was over already. This page is up to date."),
    SIGNED_OUT(Tone.GOOD, "You are signed out."),
    SESSION_OVER(Tone.WARN, "Your session was over, so nothing was changed. Sign in and press it again.");

    /** What a form says that was filled in on top of an older state. */
    public static final String STALE =
            "Nothing changed yet: somebody else changed this after you opened the form. What you"
                    + " typed is still here; look at it once more and press again.";

    private final Tone tone;
    private final String text;

    Flash(Tone tone, String text) {
        this.tone = tone;
        this.text = text;
    }

    public Tone tone() {
        return tone;
    }

    public String text() {
        return text;
    }

    /** As it stands in the cookie. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Flash> ofWord(String word) {
        return Arrays.stream(values())
                .filter(flash -> flash.word().equals(word))
                .findFirst();
    }
}
