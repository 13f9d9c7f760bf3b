package dev.passback.adminui.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A point in time as seen from now. The script times.js counts on in the same words while a page stays open. */
public record Moment(Instant at, Instant now) {

    private static final Duration RECENT = Duration.ofDays(30);
    private static final DateTimeFormatter DAY = format("d MMM uuuu");
    private static final DateTimeFormatter FULL = format("d MMM uuuu, HH:mm:ss 'UTC'");
    private static final DateTimeFormatter CLOCK = format("HH:mm 'UTC'");
    private static final DateTimeFormatter DAY_AND_CLOCK = format("d MMM, HH:mm 'UTC'");
    private static final DateTimeFormatter SECONDS = format("HH:mm:ss 'UTC'");
    private static final DateTimeFormatter DAY_AND_SECONDS = format("d MMM, HH:mm:ss 'UTC'");

    public static Moment of(OffsetDateTime at, Instant now) {
        return new Moment(at.toInstant(), now);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** For machines: ISO 8601. */
    public String iso() {
        return at.toString();
    }

    /** Such as {@code 3 min ago} or {@code in 2 h}; the day when that is more than a month away. */
    public String relative() {
        Duration past = Duration.between(at, now);
        if (past.abs().compareTo(RECENT) > 0) {
            return DAY.format(at);
        }
        if (past.abs().toSeconds() < 5) {
            return past.isNegative() ? "in a moment" : "just now";
        }
        return past.isNegative() ? "in " + rough(past.negated()) : rough(past) + " ago";
    }

    private static String rough(Duration length) {
        if (length.toSeconds() < 60) {
            return length.toSeconds() + " s";
        }
        if (length.toMinutes() < 60) {
            return length.toMinutes() + " min";
        }
        return length.toHours() < 48 ? length.toHours() + " h" : length.toDays() + " d";
    }

    /** To the second, with its day, in UTC. */
    public String absolute() {
        return FULL.format(at);
    }

    /** To the minute, with its day unless that is today. */
    public String clock() {
        return isToday() ? CLOCK.format(at) : DAY_AND_CLOCK.format(at);
    }

    /** To the second, with its day unless that is today. */
    public String seconds() {
        return isToday() ? SECONDS.format(at) : DAY_AND_SECONDS.format(at);
    }

    public boolean isPast() {
        return !at.isAfter(now);
    }

    private boolean isToday() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).equals(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
