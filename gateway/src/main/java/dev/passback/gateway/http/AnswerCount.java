package dev.passback.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.IntConsumer;

/** Filter: tells the status of each answer when it is written. */
public final class AnswerCount {

    private AnswerCount() {}

    /** A filter that tells this. */
    public static Handler<RoutingContext> by(IntConsumer count) {
        return ctx -> {
            ctx.addEndHandler(written -> count.accept(ctx.response().getStatusCode()));
            ctx.next();
        };
    }
}
