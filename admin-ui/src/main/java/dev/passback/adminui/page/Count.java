package dev.passback.adminui.page;

import java.util.Locale;

/** Numbers as pages show them. */
public final class Count {

    private Count() {}

    /** Such as {@code 12,345}. */
    public static String words(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Such as {@code 1,000+} when no more than a thousand were counted. */
    public static String upTo(long most, long count) {
        return count > most ? words(most) + "+" : words(count);
    }

    /** Such as {@code 3 attempts}, {@code 1 attempt}. */
    public static String of(long count, String one) {
        return words(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** A share in per cent, such as {@code 99.9 %}: rounded down, so that only what is whole shows as 100. */
    public static String share(long part, long whole) {
        if (whole == 0) {
            return "—";
        }
        return part == whole ? "100 %" : String.format(Locale.ROOT, "%.1f %%", Math.floor(1_000.0 * part / whole) / 10);
    }
}
