package dev.passback.gateway.submission;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.delivery.VerdictTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's refusal as the caller gets it: passed through to the letter where an SDK of Kombo understands it, else brought
 * into the shape that it does.
 */
record RefusedAnswer(int status, Buffer body) {

    private static final int WHERE_NONE_FITS = 422;

    static RefusedAnswer of(Optional<Answer> answer, String reason) {
        int status = answer.map(Answer::status).filter(code -> code >= 400).orElse(WHERE_NONE_FITS);
        return answer.filter(RefusedAnswer::isUnderstood)
                .map(good -> new RefusedAnswer(status, Buffer.buffer(good.body())))
                .orElseGet(() -> new RefusedAnswer(status, normalised(answer.flatMap(Answer::error), reason)));
    }

    /** What SDK 1.1.3 of Kombo parses: all four keys, a message that is a text, a code of its list or null. */
    private static boolean isUnderstood(Answer answer) {
        if (answer.truncated() || !(parsed(answer) instanceof JsonObject json)) {
            return false;
        }
        return "error".equals(json.getValue("status"))
                && json.getValue("error") instanceof JsonObject error
                && isTextOrNull(error, "code")
                && isTextOrNull(error, "title")
                && isTextOrNull(error, "log_url")
                && error.getValue("message") instanceof String message
                && !message.isEmpty()
                && (error.getString("code") == null || VerdictTable.isDocumented(error.getString("code")));
    }

    private static @Nullable Object parsed(Answer answer) {
        try {
            return Json.decodeValue(answer.body());
        } catch (DecodeException notJson) {
            return null;
        }
    }

    private static boolean isTextOrNull(JsonObject object, String field) {
        return object.containsKey(field)
                && (object.getValue(field) == null || object.getValue(field) instanceof String);
    }

    private static Buffer normalised(Optional<UpstreamError> error, String reason) {
        String code = error.map(UpstreamError::code).orElse(null);
        String said =
                error.map(UpstreamError::message).map(words -> ": " + words).orElse("");
        JsonObject shaped = new JsonObject()
                .put("code", code != null && VerdictTable.isDocumented(code) ? code : null)
                .put("title", error.map(UpstreamError::title).orElse(null))
                .put("message", reason + said)
                .put("log_url", error.map(UpstreamError::logUrl).orElse(null));
        return new JsonObject().put("status", "error").put("error", shaped).toBuffer();
    }
}
