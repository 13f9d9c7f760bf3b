package dev.passback.gateway.upstream.kombo;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.delivery.VerdictTable;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One answer of Kombo, or of what stands before it, read: success with warnings, an error in Kombo's shape, or something else
 * (a load balancer's page, nothing, half a body). Forms: Kombo's OpenAPI of 2026-05, ErrorResponseATS and the positive response.
 */
record KomboAnswer(int status, MultiMap headers, Buffer body, boolean cut) {

    private static final int MOST_WARNINGS = 100;
    private static final int LONGEST_TEXT = 4_000;

    private static final List<String> KEPT_HEADERS = List.of(
            "content-type",
            "date",
            "retry-after",
            "ratelimit-limit",
            "ratelimit-remaining",
            "ratelimit-reset",
            "concurrency-limit",
            "concurrency-remaining",
            "location",
            "server",
            "via",
            "x-request-id",
            "cf-ray");

    Outcome judge() {
        JsonObject json = json();
        if (json != null && "success".equals(json.getValue("status")) && status < 300) {
            return switch (VerdictTable.judgeSuccess(status)) {
                case ACCEPTED -> new Outcome.Accepted(warnings(json));
                case REFUSED, NOT_TAKEN, BLOCKED, UNSURE ->
                    new Outcome.Unsure("the upstream answered " + status + " and success");
            };
        }
        Optional<UpstreamError> error = error(json);
        String code = error.map(UpstreamError::code).orElse(null);
        String reason = reason(error, code);
        return switch (VerdictTable.judge(code, status, error.isPresent())) {
            case REFUSED -> new Outcome.Refused(reason);
            case NOT_TAKEN -> new Outcome.NotTaken(reason, RetryWish.of(headers));
            case BLOCKED -> new Outcome.Blocked(reason);
            case ACCEPTED, UNSURE -> new Outcome.Unsure(reason);
        };
    }

    /** What is kept of it with the attempt. */
    Answer keep() {
        String text = text();
        boolean longer = text.length() > Answer.LONGEST_BODY;
        return new Answer(
                status,
                keptHeaders(),
                longer ? shorten(text, Answer.LONGEST_BODY) : text,
                cut || longer,
                error(json()));
    }

    private String reason(Optional<UpstreamError> error, @Nullable String code) {
        if (code != null) {
            return "the upstream answered " + status + " " + code;
        }
        if (error.isPresent()) {
            return "the upstream answered " + status + " with an error that has no code";
        }
        if (body.length() == 0) {
            return "the upstream answered " + status + " with nothing in it";
        }
        return "the upstream answered " + status + " with something that is no answer of Kombo";
    }

    private @Nullable JsonObject json() {
        if (cut) {
            return null;
        }
        try {
            return Json.decodeValue(body) instanceof JsonObject object ? object : null;
        } catch (DecodeException notJson) {
            return null;
        }
    }

    private static List<String> warnings(JsonObject json) {
        if (!(json.getValue("warnings") instanceof JsonArray array)) {
            return List.of();
        }
        return array.stream()
                .limit(MOST_WARNINGS)
                .map(KomboAnswer::warning)
                .map(text -> shorten(storable(text), LONGEST_TEXT))
                .toList();
    }

    private static String warning(@Nullable Object warning) {
        if (warning instanceof JsonObject object && object.getValue("message") instanceof String text) {
            return text;
        }
        return warning instanceof String text ? text : Json.encode(warning);
    }

    private static Optional<UpstreamError> error(@Nullable JsonObject json) {
        return json != null && json.getValue("error") instanceof JsonObject error
                ? Optional.of(new UpstreamError(
                        text(error, "code"), text(error, "title"), message(error), text(error, "log_url")))
                : Optional.empty();
    }

    /** Older answers hold an object here instead of a text. */
    private static @Nullable String message(JsonObject error) {
        return error.getValue("message") instanceof JsonObject older
                ? shorten(storable(older.encode()), LONGEST_TEXT)
                : text(error, "message");
    }

    private static @Nullable String text(JsonObject object, String field) {
        return object.getValue(field) instanceof String text ? shorten(storable(text), LONGEST_TEXT) : null;
    }

    private String text() {
        return storable(body.toString());
    }

    private Map<String, String> keptHeaders() {
        Map<String, String> kept = new TreeMap<>();
        for (String name : KEPT_HEADERS) {
            String value = headers.get(name);
            if (value != null) {
                kept.put(name, shorten(storable(value), LONGEST_TEXT));
            }
        }
        return kept;
    }

    /** PostgreSQL holds no NUL, and half a surrogate pair is no text. */
    private static String storable(String text) {
        return text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String shorten(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
