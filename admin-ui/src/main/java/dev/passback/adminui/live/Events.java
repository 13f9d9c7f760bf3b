package dev.passback.adminui.live;

import dev.passback.adminui.http.Session;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;

/** {@code GET /events?list=any&submission=...&job=...}: that something changed on a page, as server-sent events. It ends by itself and is asked for again. */
public final class Events {

    private static final String RETRY_SECONDS = "30";
    private static final String BEGIN = "retry: 1000\n\n";

    private final EventStreams streams;

    public Events(EventStreams streams) {
        this.streams = streams;
    }

    /** Opens a stream, unless this node has as many as it takes. */
    public void open(RoutingContext ctx) {
        if (streams.isFull()) {
            ctx.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .end();
            return;
        }
        ctx.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                // neither kept nor packed nor held back on the way
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                .putHeader("X-Accel-Buffering", "no")
                .write(BEGIN);
        streams.add(new EventStream(
                ctx,
                HexFormat.of().formatHex(Session.hash(ctx)),
                Session.of(ctx).tenants(),
                Watch.read(ctx.queryParams())));
    }
}
