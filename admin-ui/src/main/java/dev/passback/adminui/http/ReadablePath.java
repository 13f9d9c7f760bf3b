package dev.passback.adminui.http;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/** Filter: an address whose percent signs make no sense is a 400 here; further on it would be an error in the log. */
public final class ReadablePath {

    private ReadablePath() {}

    public static void require(RoutingContext ctx) {
        if (!isReadable(ctx)) {
            throw new HttpException(400);
        }
        ctx.next();
    }

    private static boolean isReadable(RoutingContext ctx) {
        try {
            return !ctx.normalizedPath().isEmpty();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
