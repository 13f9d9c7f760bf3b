package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.ledger.InFlight;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes Kombo's limit headers on every answer. The rate limit is told, not enforced: it is far above what one process
 * can ask for, so that a caller who heeds it is not slowed. The concurrency limit is real.
 */
final class Limits {

    private static final int RATE = 1_000_000;
    private static final long WINDOW_SECONDS = 60;

    private final InFlight inFlight;
    private long window;
    private int used;

    Limits(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    /** Counts the call; its answer gets the headers as they stand when it is sent, unless it brings its own. */
    void announce(RoutingContext ctx) {
        count();
        ctx.addHeadersEndHandler(ready -> writeHeaders(ctx));
        ctx.next();
    }

    private void count() {
        long current = nowSeconds() / WINDOW_SECONDS;
        used = current == window ? used + 1 : 1;
        window = current;
    }

    private void writeHeaders(RoutingContext ctx) {
        String integration = RequestChecks.integration(ctx.request());
        int limit = inFlight.limit(integration);
        HttpServerResponse response = ctx.response();
        putIfAbsent(response, "ratelimit-limit", RATE);
        putIfAbsent(response, "ratelimit-remaining", Math.max(1, RATE - used));
        putIfAbsent(response, "ratelimit-reset", WINDOW_SECONDS - nowSeconds() % WINDOW_SECONDS);
        putIfAbsent(response, "Concurrency-Limit", limit);
        putIfAbsent(response, "Concurrency-Remaining", Math.max(0, limit - inFlight.now(integration)));
    }

    private static void putIfAbsent(HttpServerResponse response, String name, long value) {
        if (!response.headers().contains(name)) {
            response.putHeader(name, Long.toString(value));
        }
    }

    private static long nowSeconds() {
        return System.currentTimeMillis() / 1000;
    }
}
