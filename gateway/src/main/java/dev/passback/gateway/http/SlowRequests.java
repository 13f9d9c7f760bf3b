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
import java.util.stream.Stream;

/**
 * Ends connections on which requests do not get whole: heads and bodies that come a byte at a time are never idle, and each holds a
 * connection. A server's idle time-out ends those on which nothing comes at all. One for each server: {@link #watch} is told of its
 * connections, and it stands before all routes. Without TLS, Vert.x tells of a connection with its first request, so there the first
 * head is bounded in size alone. Any thread.
 *
 * <p>One timer looks at all connections, so what is too slow lives up to a second longer: a timer for each request costs more than
 * reading it.
 */
public final class SlowRequests implements Handler<RoutingContext> {

    private static final Duration FIRST_HEAD = Duration.ofSeconds(20);
    // Longer than the longest wait for an answer, and than browsers keep a connection that they do not use.
    private static final Duration NEXT_HEAD = Duration.ofMinutes(5);
    private static final Duration BODY = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final long NEVER = Long.MAX_VALUE;

    private final Vertx vertx;
    private final Limits limits;
    private final long start = System.nanoTime();
    private final Map<HttpConnection, Deadlines> connections = new ConcurrentHashMap<>();

    /**
     * How long what may take.
     *
     * @param firstHead from a connection's beginning to the end of its first request's head
     * @param nextHead from one request's head to the next one's
     * @param body from the end of the head to the end of the body
     */
    record Limits(Duration firstHead, Duration nextHead, Duration body) {}

    /** Until when a connection's next head and the body under way must be whole, in nanoseconds since the start. */
    private static final class Deadlines {
        private volatile long head = NEVER;
        private volatile long body = NEVER;

        boolean over(long now) {
            return now > head || now > body;
        }

        /** The body is whole, or nobody needs it any more; unless another's is under way by now. */
        void ended(long deadline) {
            if (body == deadline) {
                body = NEVER;
            }
        }
    }

    public SlowRequests(Vertx vertx) {
        this(vertx, new Limits(FIRST_HEAD, NEXT_HEAD, BODY));
    }

    SlowRequests(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
        Duration pause = Stream.of(limits.firstHead, limits.nextHead, limits.body)
                .map(limit -> limit.dividedBy(4))
                .reduce(LONGEST_PAUSE, (one, other) -> one.compareTo(other) < 0 ? one : other);
        vertx.setPeriodic(pause.toMillis(), look -> endThoseThatAreOver());
    }

    /** A connection has begun. */
    public void watch(HttpConnection connection) {
        connection.closeHandler(closed -> connections.remove(connection));
        of(connection).head = in(limits.firstHead);
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Deadlines deadlines = of(request.connection());
        deadlines.head = in(limits.nextHead);
        if (!request.isEnded()) {
            if (request.version() == HttpVersion.HTTP_2) {
                endOneOfSeveral(ctx);
            } else {
                long deadline = in(limits.body);
                deadlines.body = deadline;
                request.end().onComplete((whole, broken) -> deadlines.ended(deadline));
                // an answer that needs no body is not to be punished for it later
                ctx.addEndHandler(answered -> deadlines.ended(deadline));
            }
        }
        ctx.next();
    }

    private Deadlines of(HttpConnection connection) {
        return connections.computeIfAbsent(connection, first -> new Deadlines());
    }

    private long now() {
        return System.nanoTime() - start;
    }

    private long in(Duration length) {
        return now() + length.toNanos();
    }

    /** Of several requests on one connection the others go on. */
    private void endOneOfSeveral(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        long timer = vertx.setTimer(
                limits.body.toMillis(), late -> request.response().reset());
        request.end().onComplete((whole, broken) -> vertx.cancelTimer(timer));
        ctx.addEndHandler(answered -> vertx.cancelTimer(timer));
    }

    private void endThoseThatAreOver() {
        long now = now();
        connections.forEach((connection, deadlines) -> {
            if (deadlines.over(now)) {
                connections.remove(connection);
                connection.close();
            }
        });
    }
}
