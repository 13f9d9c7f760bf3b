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
    SIGNED_OUT(Tone.GOOD, "You are signed out."),
    SESSION_OVER(Tone.WARN, "Your session was over, so nothing was changed. Sign in and press it again.");

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
