package dev.passback.adminui.audit;

import dev.passback.db.audit.AuditLine;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms in which the audit log can be taken along. */
enum AuditFormat {
    CSV("text/csv; charset=utf-8"),
    NDJSON("application/x-ndjson");

    private final String type;

    AuditFormat(String type) {
        this.type = type;
    }

    static Optional<AuditFormat> ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String type() {
        return type;
    }

    /** What stands before the first line. */
    String head() {
        return switch (this) {
            case CSV -> "at,actor,act,kind,subject,tenant,reason,origin,before,after\r\n";
            case NDJSON -> "";
        };
    }

    String line(AuditLine line) {
        return switch (this) {
            case CSV ->
                Stream.of(
                                line.at().toInstant().toString(),
                                line.actor(),
                                line.act(),
                                line.kind().word(),
                                line.subject().orElse(""),
                                line.tenant().orElse(""),
                                line.reason().orElse(""),
                                line.origin().orElse(""),
                                line.before().map(JsonObject::encode).orElse(""),
                                line.after().map(JsonObject::encode).orElse(""))
                        .map(AuditFormat::cell)
                        .collect(Collectors.joining(",", "", "\r\n"));
            case NDJSON -> json(line).encode() + "\n";
        };
    }

    private static JsonObject json(AuditLine line) {
        return new JsonObject()
                .put("at", line.at().toInstant().toString())
                .put("actor", line.actor())
                .put("act", line.act())
                .put("kind", line.kind().word())
                .put("subject", line.subject().orElse(null))
                .put("tenant", line.tenant().orElse(null))
                .put("reason", line.reason().orElse(null))
                .put("origin", line.origin().orElse(null))
                .put("before", line.before().orElse(null))
                .put("after", line.after().orElse(null));
    }

    // Programs for tables take what begins so for a formula, and run it.
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
