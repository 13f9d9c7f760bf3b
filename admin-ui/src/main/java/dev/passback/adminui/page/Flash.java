package dev.passback.adminui.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the next page says about what was just done. A closed list: a cookie cannot put words into our mouth. */
public enum Flash {
    SENT_AGAIN(Tone.GOOD, "Done: it is due now and will be sent as soon as its integration has a free slot."),
    NOTHING_CHANGED(
            Tone.WARN, "Nothing changed: it was delivered, is being sent, or is due already. This page is up to date."),
    CONFIRM_DOUBLING(
            Tone.WARN, "Nothing changed: tick the box first. Sending it again may show the link twice in the ATS."),
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
