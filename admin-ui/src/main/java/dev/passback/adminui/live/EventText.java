package dev.passback.adminui.live;

import dev.passback.core.submission.SubmissionId;
import dev.passback.db.live.Notice;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Events as they are written. */
final class EventText {

    /** Keeps proxies from ending a stream on which nothing happens. */
    static final Buffer BEAT = Buffer.buffer(":\n\n");

    private EventText() {}

    /**
     * Something changed.
     *
     * @param pause how long a page is to wait before it asks again
     */
    static Buffer change(Notice notice, Duration pause) {
        List<Notice.Counts> counts = List.copyOf(notice.tenants().values());
        List<String> ids = counts.stream()
                .flatMap(each -> each.ids().stream())
                .map(SubmissionId::toString)
                .toList();
        JsonObject content = new JsonObject()
                .put(
                        "accepted",
                        counts.stream().mapToInt(Notice.Counts::accepted).sum())
                .put("changed", counts.stream().mapToInt(Notice.Counts::changed).sum())
                .put(
                        "attention",
                        counts.stream().mapToInt(Notice.Counts::attention).sum())
                .put("ids", new JsonArray(ids))
                .put(
                        "jobs",
                        new JsonArray(notice.jobs().keySet().stream()
                                .map(UUID::toString)
                                .toList()))
                .put("cut", notice.cut() || counts.stream().anyMatch(Notice.Counts::cut));
        return event("change", content.put("pause", pause.toMillis()));
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
