package dev.passback.adminui.page;

/** A long id: its beginning and its end are shown, the whole is what is copied. */
public record ShortText(String whole, String shown) {

    private static final int TAIL = 6;

    /** An id, of which at most {@code most} characters are shown. */
    public static ShortText of(String whole, int most) {
        int length = whole.codePointCount(0, whole.length());
        if (length <= most) {
            return new ShortText(whole, whole);
        }
        String head = whole.substring(0, whole.offsetByCodePoints(0, most - TAIL - 1));
        String tail = whole.substring(whole.offsetByCodePoints(whole.length(), -TAIL));
        return new ShortText(whole, head + "…" + tail);
    }
}
