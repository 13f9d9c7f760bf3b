package dev.passback.adminui.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** The end of every post: the browser gets a page that can be reloaded without doing it again. */
public final class Redirect {

    private static final int SEE_OTHER = 303;

    private Redirect() {}

    public static void to(RoutingContext ctx, String path) {
        ctx.response()
                .setStatusCode(SEE_OTHER)
                .putHeader(HttpHeaders.LOCATION, path)
                .end();
    }
}
