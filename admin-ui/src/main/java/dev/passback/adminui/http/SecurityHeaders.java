package dev.passback.adminui.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Headers on every answer. No page has an inline script or an inline style, so none is allowed to run. */
public final class SecurityHeaders {

    private final String policy;
    private final boolean https;

    /**
     * The headers.
     *
     * @param https whether browsers reach us by https although that cannot be seen here; those that do are told to do so for ever
     * @param signOut the site at which a sign-out may end, if people sign in at a provider
     */
    public SecurityHeaders(boolean https, Optional<String> signOut) {
        this.https = https;
        this.policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self'",
                "connect-src 'self'",
                // browsers hold the redirect after a form to this too
                "form-action 'self'" + signOut.map(site -> " " + site).orElse(""),
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    /** Adds them. Pages are not kept by browsers: after a sign-out, "back" shows nothing. */
    public void add(RoutingContext ctx) {
        MultiMap headers = ctx.response()
                .headers()
                .add("Content-Security-Policy", policy)
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
