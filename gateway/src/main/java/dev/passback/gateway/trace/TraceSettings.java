package dev.passback.gateway.trace;

import java.net.URI;

/**
 * Where traces go.
 *
 * @param collector the OTLP/HTTP receiver, without {@code /v1/traces}
 * @param share of the requests that come without a decision of their caller's, from 0 to 1
 */
public record TraceSettings(URI collector, double share) {

    /** Where spans are posted to. */
    String endpoint() {
        return collector.toString().replaceAll("/+$", "") + "/v1/traces";
    }

    /**
     * Reads a share.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static double share(String text) {
        if (!text.matches("0|1|[01]?\\.\\d+") || Double.parseDouble(text) > 1) {
            throw new IllegalArgumentException("must be a share from 0 to 1, such as 0.1");
        }
        return Double.parseDouble(text);
    }
}
