package dev.passback.adminui.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Headers on every answer. No page has an inline script or an inline style, so none is allowed to run. */
public final class SecurityHeaders {

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private final boolean https;

    /**
     * The headers.
     *
     * @param https whether browsers reach us by https although that cannot be seen here; those that do are told to do so for ever
     */
    public SecurityHeaders(boolean https) {
        this.https = https;
    }

    /** Adds them. Pages are not kept by browsers: after a sign-out, "back" shows nothing. */
    public void add(RoutingContext ctx) {
        MultiMap headers = ctx.response()
                .headers()
                .add("Content-Security-Policy", POLICY)
                .add("X-Content-Type-Options", "nosniff")
                .add("Referrer-Policy", "no-referrer")
                .add("Cross-Origin-Opener-Policy", "same-origin")
                .add("Cross-Origin-Resource-Policy", "same-origin")
                .add("X-Robots-Tag", "noindex")
                .add(HttpHeaders.CACHE_CONTROL, "no-store");
        if (https || RequestOrigin.of(ctx).https()) {
            headers.add("Strict-Transport-Security", "max-age=31536000");
        }
        ctx.next();
    }
}
