package dev.passback.gateway.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as they stand in queries: RFC 3339. */
public final class TimeReader {

    /** What is wanted, as the end of a sentence. */
    public static final String RULE =
            "must be a time of RFC 3339 such as 2026-01-31T08:00:00Z; a + in it is written %2B";

    // what OffsetDateTime reads goes beyond RFC 3339, and beyond what PostgreSQL can hold
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private TimeReader() {}

    /** The time, or nothing for a text that is none. */
    public static Optional<Instant> read(String text) {
        try {
            return TIME.matcher(text).matches()
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
