package dev.passback.gateway.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller prefers (RFC 7240). Preferences that are malformed or unknown are passed over, as the RFC asks.
 *
 * @param respondAsync answer right after the commit
 * @param within how long to wait for the outcome
 */
public record Prefer(boolean respondAsync, Optional<Duration> within) {

    private static final Pattern ASYNC = Pattern.compile("(?i)\\s*respond-async\\s*(;.*)?");
    private static final Pattern WAIT = Pattern.compile("(?i)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(;.*)?");

    /** Reads all {@code Prefer} headers of a request. */
    public static Prefer of(List<String> headers) {
        boolean respondAsync = false;
        Optional<Duration> within = Optional.empty();
        for (String header : headers) {
            for (String preference : header.split(",", -1)) {
                respondAsync |= ASYNC.matcher(preference).matches();
                Matcher wait = WAIT.matcher(preference);
                // the first of several counts
                if (wait.matches() && within.isEmpty()) {
                    within = Optional.of(Duration.ofSeconds(Long.parseLong(wait.group(1))));
                }
            }
        }
        return new Prefer(respondAsync, within);
    }
}
