package dev.passback.adminui.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Events as they are written. */
final class EventText {

    /** Keeps proxies from ending a stream on which nothing happens. */
    static final Buffer BEAT = Buffer.buffer(":\n\n");

    private EventText() {}

    /**
     * Something changed that is on the page.
     *
     * @param pause how long a page is to wait before it asks again
     */
    static Buffer change(Duration pause) {
        return event("change", new JsonObject().put("pause", pause.toMillis()));
    }

    /** Changes are heard, from now on or again; some may have been missed. */
    static Buffer hearing(Duration pause) {
        return event("hearing", new JsonObject().put("pause", pause.toMillis()));
    }

    /** Nothing is heard for now. */
    static Buffer deaf() {
        return event("deaf", new JsonObject());
    }

    private static Buffer event(String name, JsonObject content) {
        return Buffer.buffer("event: " + name + "\ndata: " + content.encode() + "\n\n");
    }
}
