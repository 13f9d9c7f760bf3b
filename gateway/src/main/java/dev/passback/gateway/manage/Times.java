package dev.passback.gateway.manage;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as they stand in answers: RFC 3339, which {@code toString} is not at a full minute. */
final class Times {

    private Times() {}

    static String of(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    static @Nullable String of(Optional<OffsetDateTime> time) {
        return time.map(Times::of).orElse(null);
    }
}
