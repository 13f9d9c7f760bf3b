package dev.passback.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections on which requests do not get whole: heads and bodies that come a byte at a time are never idle, and each holds a
 * connection. A server's idle time-out ends those on which nothing comes at all. One for each server: {@link #watch} is told of its
 * connections, and it stands before all routes. Without TLS, Vert.x tells of a connection with its first request, so there the first
 * head is bounded in size alone. Any thread.
 */
public final class SlowRequests implements Handler<RoutingContext> {

    private static final Duration FIRST_HEAD = Duration.ofSeconds(20);
    // Longer than the longest wait for an answer, and than browsers keep a connection that they do not use.
    private static final Duration NEXT_HEAD = Duration.ofMinutes(5);
    private static final Duration BODY = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Limits limits;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    /**
     * How long what may take.
     *
     * @param firstHead from a connection's beginning to the end of its first request's head
     * @param nextHead from one request's head to the next one's
     * @param body from the end of the head to the end of the body
     */
    record Limits(Duration firstHead, Duration nextHead, Duration body) {}

    public SlowRequests(Vertx vertx) {
        this(vertx, new Limits(FIRST_HEAD, NEXT_HEAD, BODY));
    }

    SlowRequests(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** A connection has begun. */
    public void watch(HttpConnection connection) {
        connection.closeHandler(closed -> stop(timers.remove(connection)));
        allow(connection, limits.firstHead);
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        allow(request.connection(), limits.nextHead);
        if (!request.isEnded()) {
            long timer = vertx.setTimer(limits.body.toMillis(), late -> end(request));
            request.end().onComplete((whole, broken) -> vertx.cancelTimer(timer));
            // an answer that needs no body is not to be punished for it later
            ctx.addEndHandler(answered -> vertx.cancelTimer(timer));
        }
        ctx.next();
    }

    private void allow(HttpConnection connection, Duration length) {
        stop(timers.put(connection, vertx.setTimer(length.toMillis(), late -> connection.close())));
    }

    private void stop(@Nullable Long timer) {
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    /** Of several requests on one connection the others go on. */
    private static void end(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
