package dev.passback.core.delivery;

import java.util.Map;
import java.util.Optional;

/**
 * What came back from an upstream, kept with the attempt.
 *
 * @param status the HTTP status
 * @param headers those worth keeping, names in lower case, no secrets
 * @param body at most {@link #LONGEST_BODY} characters of it, without NUL characters
 * @param truncated whether {@code body} is less than what came
 * @param error the upstream's own words about a failure
 */
public record Answer(
        int status, Map<String, String> headers, String body, boolean truncated, Optional<UpstreamError> error) {

    /** How much of a body is kept, in characters. */
    public static final int LONGEST_BODY = 20_000;

    public Answer {
        headers = Map.copyOf(headers);
    }
}
