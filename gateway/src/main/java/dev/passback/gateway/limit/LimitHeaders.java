package dev.passback.gateway.limit;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Tells a tenant how its limit stands, in Kombo's headers. */
final class LimitHeaders {

    private static final CharSequence LIMIT = HttpHeaders.createOptimized("ratelimit-limit");
    private static final CharSequence REMAINING = HttpHeaders.createOptimized("ratelimit-remaining");
    private static final CharSequence RESET = HttpHeaders.createOptimized("ratelimit-reset");

    private LimitHeaders() {}

    static void put(HttpServerResponse response, Verdict verdict) {
        if (verdict.limited()) {
            response.putHeader(LIMIT, Long.toString(verdict.limit()))
                    .putHeader(REMAINING, Long.toString(verdict.remaining()))
                    .putHeader(RESET, Long.toString(verdict.resetSeconds()));
        }
    }
}
