package dev.passback.core.problem;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a problem: one {@link Cause} on one integration of one tenant. The number is made from these alone, so whoever settles an
 * attempt knows it without asking; its lowest bit tells the kind.
 */
public record ProblemId(long value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    /** A number that tells the kind by its lowest bit. */
    static long marked(long hash, ProblemKind kind) {
        return switch (kind) {
            case FAILURE -> hash & ~1L;
            case WARNING -> hash | 1L;
        };
    }

    /** The kind that a number was made for. */
    static ProblemKind kindOf(long number) {
        return (number & 1) == 0 ? ProblemKind.FAILURE : ProblemKind.WARNING;
    }

    public ProblemKind kind() {
        return kindOf(value);
    }

    /** As it stands in addresses and queries: 16 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }

    /** The id that a text is; nothing when it is none. */
    public static Optional<ProblemId> parse(String text) {
        return FORM.matcher(text).matches()
                ? Optional.of(new ProblemId(HexFormat.fromHexDigitsToLong(text)))
                : Optional.empty();
    }
}
