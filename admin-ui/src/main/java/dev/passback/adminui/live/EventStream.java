package dev.passback.adminui.live;

import dev.passback.core.tenant.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/**
 * One open page. Who reads slower than it is written to is dropped and may come again: nothing is kept for it in memory.
 *
 * @param session the hash of the session's token, in hexadecimal
 * @param tenants whose changes the viewer hears of; nothing means everybody's
 */
record EventStream(RoutingContext ctx, String session, Optional<Set<TenantId>> tenants) {

    private static final int MOST_WAITING_BYTES = 16 * 1024;

    EventStream {
        ctx.response().setWriteQueueMaxSize(MOST_WAITING_BYTES);
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

    // One page is one stream, whatever its viewer and session.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
