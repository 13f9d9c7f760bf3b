package dev.passback.core.submission;

/**
 * Whom a result link is for. The kind belongs to the identity: Kombo's ids are unique for one model of an integration, so a
 * candidate and an application may share one.
 */
public record Target(Kind kind, String id) {

    /** The longest id taken, in characters; Kombo's own have 24. */
    public static final int LONGEST_ID = 200;

    /** Candidate or application, with the word that stands in URLs. */
    public enum Kind {
        CANDIDATE("candidates"),
        APPLICATION("applications");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }

        /** The word of the API and of the database: {@code candidate}, {@code application}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Kind ofWord(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public Target {
        if (!isId(id)) {
            throw new IllegalArgumentException("not a target id");
        }
    }

    /**
     * Whether a text can stand as an id in the path of a request: not empty, not too long, without control characters and
     * lone surrogates, and neither {@code .} nor {@code ..}, which URL readers on the way would fold away.
     */
    public static boolean isId(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_ID
                && !text.equals(".")
                && !text.equals("..")
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c));
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
