package dev.passback.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every failure of a request into an answer: the caller gets a code and a sentence, the log gets the cause, once. No stack
 * trace and no third party's words leave by this door.
 */
public final class Problems implements Handler<RoutingContext> {

    private static final Logger LOGGER = LoggerFactory.getLogger(Problems.class);

    /** What Vert.x's body handler gives as the status when a body could not be read: its form is wrong, or its caller went away. */
    private static final int UNREADABLE = 200;

    private static final int[] STATUSES = {UNREADABLE, 400, 401, 403, 404, 405, 406, 413, 414, 415, 500};

    /** Lets every failure of a router's routes, and whatever matches no route, be answered here. */
    public static void mount(Router router) {
        Problems problems = new Problems();
        for (int status : STATUSES) {
            router.errorHandler(status, problems);
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answers.error(ctx, ctx.failure() instanceof ApiError known ? known : ofStatus(ctx));
    }

    /** What the HTTP decoder refuses never reaches a router. */
    public static void malformed(HttpServerRequest request) {
        malformed(request, "The request is not well-formed HTTP.");
    }

    /** Refuses a request for its form, and ends its connection: what follows on it may not be what it seems to be. */
    static void malformed(HttpServerRequest request, String sentence) {
        ApiError error = ApiError.of(400, "PLATFORM.INPUT_INVALID", "The request is not valid.", sentence);
        Buffer body = Answers.errorBody(error).toBuffer();
        HttpServerResponse response = request.response()
                .setStatusCode(error.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (request.version() == HttpVersion.HTTP_2) {
            response.end(body);
            return;
        }
        // Written, but not ended: with its end the next request of the connection would be taken, which has no answer
        // any more.
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .write(body)
                .onComplete(written -> request.connection().close());
    }

    private static ApiError ofStatus(RoutingContext ctx) {
        String route = ctx.request().method() + " " + ctx.request().path();
        return switch (ctx.statusCode()) {
            case 404 -> ApiError.notFound("There is no " + route + ". The contract is at /openapi.yaml.");
            case 405 -> ApiError.of(405, null, "Not with this method.", "There is no " + route + ".");
            case 413 ->
                ApiError.of(
                        413,
                        "PLATFORM.INPUT_INVALID",
                        "The body is too large.",
                        "body has more than 256 KiB; send less, for instance fewer or shorter attributes");
            case UNREADABLE ->
                ApiError.of(
                        400,
                        "PLATFORM.INPUT_INVALID",
                        "The request is not valid.",
                        "The body could not be read to its end.");
            case 400, 406, 414, 415 ->
                ApiError.of(
                        ctx.statusCode(),
                        "PLATFORM.INPUT_INVALID",
                        "The request is not valid.",
                        "The request is malformed.");
            default -> crash(ctx, route);
        };
    }

    private static ApiError crash(RoutingContext ctx, String route) {
        LOGGER.atError()
                .addKeyValue("route", route)
                .addKeyValue("request", RequestId.name(ctx))
                .setCause(ctx.failure())
                .log("a request failed for a reason nobody thought of");
        return ApiError.of(
                500,
                "PLATFORM.UNKNOWN_ERROR",
                "Passback has a fault.",
                "The request failed inside Passback. If it was a result link, it may or may not be stored.");
    }
}
