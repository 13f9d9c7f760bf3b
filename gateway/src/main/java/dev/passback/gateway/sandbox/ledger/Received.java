package dev.passback.gateway.sandbox.ledger;

import java.util.Map;

/**
 * A result-link request as it came in, well or not.
 *
 * @param integration empty where the header was missing
 * @param keyTail the last four characters of the API key, never more; empty where there was none
 * @param headers the few headers worth keeping, names in lower case
 */
public record Received(Target target, String integration, String keyTail, String body, Map<String, String> headers) {

    public Received {
        headers = Map.copyOf(headers);
    }

    /** How many characters it holds on to. */
    int weight() {
        int weight = body.length();
        for (String value : headers.values()) {
            weight += value.length();
        }
        return weight;
    }
}
