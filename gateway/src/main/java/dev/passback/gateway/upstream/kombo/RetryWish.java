package dev.passback.gateway.upstream.kombo;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long an upstream asks us to stay away: {@code Retry-After} of RFC 9110 in seconds or as a date, and Kombo's
 * {@code ratelimit-reset} in seconds where {@code ratelimit-remaining} is used up. The longest of them counts.
 */
final class RetryWish {

    private static final int MOST_DIGITS = 9;

    private RetryWish() {}

    static Optional<Duration> of(MultiMap headers) {
        return Stream.of(retryAfter(headers), rateLimit(headers))
                .flatMap(Optional::stream)
                .filter(Duration::isPositive)
                .max(Duration::compareTo);
    }

    private static Optional<Duration> retryAfter(MultiMap headers) {
        String value = headers.get("retry-after");
        return value == null ? Optional.empty() : seconds(value).or(() -> untilDate(value, headers.get("date")));
    }

    private static Optional<Duration> rateLimit(MultiMap headers) {
        String remaining = headers.get("ratelimit-remaining");
        String reset = headers.get("ratelimit-reset");
        return "0".equals(remaining) && reset != null ? seconds(reset) : Optional.empty();
    }

    private static Optional<Duration> seconds(String text) {
        String digits = text.strip();
        return !digits.isEmpty()
                        && digits.length() <= MOST_DIGITS
                        && digits.chars().allMatch(Character::isDigit)
                ? Optional.of(Duration.ofSeconds(Integer.parseInt(digits)))
                : Optional.empty();
    }

    /** Both dates are the upstream's, so that its clock need not agree with ours. */
    private static Optional<Duration> untilDate(String until, @org.jspecify.annotations.Nullable String sent) {
        if (sent == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.between(date(sent), date(until)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
