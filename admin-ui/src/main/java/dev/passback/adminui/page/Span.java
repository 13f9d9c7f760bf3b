package dev.passback.adminui.page;

import java.time.Duration;
import java.util.Locale;

/** A length of time in the two largest units that matter. */
public record Span(Duration length) {

    /** Such as {@code 340 ms}, {@code 1.2 s}, {@code 3 min 12 s}, {@code 2 h 4 min}, {@code 3 d 4 h}. */
    public String words() {
        if (length.toMillis() < 1) {
            return "< 1 ms";
        }
        if (length.toMillis() < 1_000) {
            return length.toMillis() + " ms";
        }
        if (length.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1_000.0);
        }
        if (length.toMinutes() < 60) {
            return length.toMinutes() + " min" + rest(length.toSecondsPart(), " s");
        }
        return length.toHours() < 48
                ? length.toHours() + " h" + rest(length.toMinutesPart(), " min")
                : length.toDays() + " d" + rest(length.toHoursPart(), " h");
    }

    private static String rest(int count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }
}
