package dev.passback.adminui.page;

import org.jspecify.annotations.Nullable;

/** What somebody typed into a field. */
public final class FormText {

    /** In characters; what is longer is cut. */
    public static final int LONGEST_LINE = 500;

    private FormText() {}

    /** One line of it, without blanks around; empty when nothing was typed. */
    public static String line(@Nullable String typed) {
        String line = typed == null ? "" : typed.replaceAll("\\p{Cntrl}+", " ").strip();
        int length = Math.min(LONGEST_LINE, line.codePointCount(0, line.length()));
        return line.substring(0, line.offsetByCodePoints(0, length));
    }
}
