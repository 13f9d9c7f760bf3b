package dev.passback.gateway.submission;

import dev.passback.core.submission.Violation;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.JsonType;
import dev.passback.gateway.http.QueryReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a caller acts: the body {@code {"reason": "..."}}, which may be absent. */
final class ActReason {

    private static final String REASON = "reason";
    private static final int LONGEST = 500;

    private ActReason() {}

    /**
     * Reads the body of a request.
     *
     * @throws ApiError if there is one and it is anything else
     */
    static Optional<String> read(RoutingContext ctx) {
        if (ctx.request().bytesRead() == 0) {
            return Optional.empty();
        }
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (!JsonType.is(type)) {
            throw ApiError.unsupportedType(type);
        }
        if (!(decoded(ctx.body().buffer()) instanceof JsonObject json)) {
            throw ApiError.invalid(
                    List.of(new Violation("body", "must be a JSON object such as {\"reason\":\"...\"}")));
        }
        return checked(json);
    }

    private static Optional<String> checked(JsonObject json) {
        List<Violation> violations = new ArrayList<>();
        json.fieldNames().stream()
                .filter(name -> !name.equals(REASON))
                .forEach(
                        name -> violations.add(new Violation(QueryReader.quoted(name), "is unknown; there is reason")));
        if (json.containsKey(REASON) && !isReason(json.getValue(REASON))) {
            violations.add(new Violation(REASON, "must be a string of at most 500 characters"));
        }
        if (!violations.isEmpty()) {
            throw ApiError.invalid(violations);
        }
        return Optional.ofNullable(json.getString(REASON));
    }

    private static boolean isReason(@Nullable Object value) {
        return value instanceof String text && text.codePointCount(0, text.length()) <= LONGEST;
    }

    private static @Nullable Object decoded(@Nullable Buffer body) {
        try {
            return body == null ? null : Json.decodeValue(body);
        } catch (DecodeException malformed) {
            return null;
        }
    }
}
