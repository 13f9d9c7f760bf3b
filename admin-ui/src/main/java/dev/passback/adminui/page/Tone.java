package dev.passback.adminui.page;

import java.util.Locale;

/** What a colour says; it never says it alone. */
public enum Tone {
    /** It is as it should be. */
    GOOD,
    /** Nothing is wrong, and it is not over. */
    WAIT,
    /** Somebody should look. */
    WARN,
    /** It went wrong. */
    BAD,
    /** It no longer matters. */
    OFF;

    /** The class in the stylesheet. */
    public String style() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
