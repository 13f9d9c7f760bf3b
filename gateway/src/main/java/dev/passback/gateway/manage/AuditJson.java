package dev.passback.gateway.manage;

import dev.passback.db.audit.AuditLine;
import io.vertx.core.json.JsonObject;

/** A line of the audit log as it stands in answers. */
public final class AuditJson {

    private AuditJson() {}

    public static JsonObject of(AuditLine line) {
        return new JsonObject()
                .put("id", line.id())
                .put("at", Times.of(line.at()))
                .put("tenant", line.tenant().orElse(null))
                .put("actor", line.actor())
                .put("act", line.act())
                .put("kind", line.kind().word())
                .put("subject", line.subject().orElse(null))
                .put("reason", line.reason().orElse(null))
                .put("origin", line.origin().orElse(null))
                .put("before", line.before().orElse(null))
                .put("after", line.after().orElse(null));
    }
}
