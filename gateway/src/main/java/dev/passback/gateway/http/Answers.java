package dev.passback.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Kombo's envelopes. Every answer is written in one go with its length: an SDK of Kombo dies on an answer that stops half way. */
public final class Answers {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private Answers() {}

    /** Success, with data and warnings. */
    public static void success(RoutingContext ctx, int status, JsonObject data, List<String> warnings) {
        json(ctx, status, successBody(data, warnings));
    }

    /** The envelope of a success. */
    public static JsonObject successBody(JsonObject data, List<String> warnings) {
        JsonArray messages = new JsonArray();
        warnings.forEach(warning -> messages.add(new JsonObject().put("message", warning)));
        return new JsonObject().put("status", "success").put("data", data).put("warnings", messages);
    }

    /** A failure of our own. */
    public static void error(RoutingContext ctx, ApiError error) {
        error.retryAfter()
                .ifPresent(wait -> ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        json(ctx, error.status(), errorBody(error));
    }

    static JsonObject errorBody(ApiError error) {
        return new JsonObject()
                .put("status", "error")
                .put(
                        "error",
                        new JsonObject()
                                .put("code", error.code())
                                .put("title", error.title())
                                .put("message", error.getMessage())
                                .putNull("log_url"));
    }

    /** A body that is JSON already. */
    public static void raw(RoutingContext ctx, int status, Buffer body) {
        HttpServerResponse response = ctx.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                    .end(body);
        }
    }

    private static void json(RoutingContext ctx, int status, JsonObject body) {
        raw(ctx, status, body.toBuffer());
    }
}
