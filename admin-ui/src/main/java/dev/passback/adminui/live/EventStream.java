package dev.passback.adminui.live;

import dev.passback.core.tenant.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One open page, which is told that something changed on it. Who reads slower than it is written to is
 * dropped and may come again: nothing is kept for it in memory. Any thread.
 */
final class EventStream {

    private static final int MOST_WAITING_BYTES = 16 * 1024;

    private final RoutingContext ctx;
    private final String session;
    private final Optional<Set<TenantId>> tenants;
    private final Watch watch;
    private volatile boolean changed;
    private volatile long toldNanos = System.nanoTime();

    /**
     * A page that waits.
     *
     * @param session the hash of the session's token, in hexadecimal
     * @param tenants whose changes the viewer hears of; nothing means everybody's
     */
    EventStream(RoutingContext ctx, String session, Optional<Set<TenantId>> tenants, Watch watch) {
        this.ctx = ctx;
        this.session = session;
        this.tenants = tenants;
        this.watch = watch;
        ctx.response().setWriteQueueMaxSize(MOST_WAITING_BYTES);
    }

    RoutingContext ctx() {
        return ctx;
    }

    String session() {
        return session;
    }

    Optional<Set<TenantId>> tenants() {
        return tenants;
    }

    Watch watch() {
        return watch;
    }

    /** Something changed that is on the page; it is told when its turn comes. */
    void note() {
        changed = true;
    }

    /** Whether there is something to tell it, and it was told nothing for so long. */
    boolean waits(long nowNanos, Duration pause) {
        return changed && nowNanos - toldNanos >= pause.toNanos();
    }

    /** When it was told last, as {@link System#nanoTime} counts. */
    long toldNanos() {
        return toldNanos;
    }

    /** It is its turn: what changes from now on is told another time. */
    void takeTurn(long nowNanos) {
        changed = false;
        toldNanos = nowNanos;
    }

    /** Sends it, or drops a reader who is too slow. Whether more may be sent. */
    boolean send(Buffer text) {
        HttpServerResponse response = ctx.response();
        if (response.closed() || response.ended()) {
            return false;
        }
        if (response.writeQueueFull()) {
            drop(response);
            return false;
        }
        response.write(text);
        return true;
    }

    /** Over HTTP/1 what was written still has to go before the connection does; if it never goes, the server's idle time ends it. */
    private void drop(HttpServerResponse response) {
        if (ctx.request().version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            ctx.request().connection().close();
        }
    }

    void end() {
        if (!ctx.response().ended() && !ctx.response().closed()) {
            ctx.response().end();
        }
    }
}
