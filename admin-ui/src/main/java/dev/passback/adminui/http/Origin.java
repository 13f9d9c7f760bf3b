package dev.passback.adminui.http;

import io.vertx.ext.web.RoutingContext;

/** From which address a request comes, as the audit log keeps it. */
public final class Origin {

    private Origin() {}

    public static String of(RoutingContext ctx) {
        return ctx.request().remoteAddress().hostAddress();
    }
}
