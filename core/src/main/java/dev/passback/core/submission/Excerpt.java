package dev.passback.core.submission;

/** A piece of a caller's text that may stand in a message to it: short, and whole characters that can be printed. */
public final class Excerpt {

    private static final int REPLACEMENT = 0xfffd;

    private Excerpt() {}

    /** At most {@code longest} characters of the text, with an ellipsis where there were more. */
    public static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(longest)
                .map(c -> isPrintable(c) ? c : REPLACEMENT)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > longest
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint)
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}
