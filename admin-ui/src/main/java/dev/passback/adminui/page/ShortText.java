package dev.passback.adminui.page;

/** A long id: its beginning and its end are shown, the whole is what is copied. */
public record ShortText(String whole, String shown) {

    private static final int HEAD = 11;
    private static final int TAIL = 5;

    /** An id, shortened in the middle where that saves something. */
    public static ShortText of(String whole) {
        int length = whole.codePointCount(0, whole.length());
        if (length <= HEAD + TAIL + 2) {
            return new ShortText(whole, whole);
        }
        String head = whole.substring(0, whole.offsetByCodePoints(0, HEAD));
        String tail = whole.substring(whole.offsetByCodePoints(whole.length(), -TAIL));
        return new ShortText(whole, head + "…" + tail);
    }
}
