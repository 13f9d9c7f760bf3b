package dev.passback.gateway.sandbox.answer;

import dev.passback.gateway.sandbox.reaction.KomboError;
import dev.passback.gateway.sandbox.reaction.UnknownDirectiveException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** Ordinary answers: complete, in one write, with their length. */
public final class Answers {

    /** The only content type Kombo answers with. */
    public static final String JSON = "application/json";

    private Answers() {}

    /** Ends the answer. */
    public static Future<Void> send(RoutingContext ctx, int status, String contentType, Buffer body) {
        return ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .end(body);
    }

    /** Answers an error that belongs to no call. */
    public static Future<Void> refuse(RoutingContext ctx, KomboError error) {
        return send(
                ctx,
                error.status(),
                JSON,
                KomboJson.error(error, Optional.empty()).toBuffer());
    }

    /** For every path that is none of ours. */
    public static Future<Void> notFound(RoutingContext ctx) {
        String asked = ctx.request().method() + " " + ctx.request().path();
        return refuse(ctx, KomboError.codeless(404, "There is no " + asked + " here."));
    }

    /** Turns what the router gave up on into Kombo's form. */
    public static void failed(RoutingContext ctx) {
        if (ctx.response().headWritten()) {
            ctx.response().reset();
            return;
        }
        refuse(ctx, failure(ctx));
    }

    private static KomboError failure(RoutingContext ctx) {
        if (ctx.failure() instanceof HttpException refused && refused.getPayload() != null) {
            return KomboError.inputInvalid(refused.getPayload());
        }
        if (ctx.failure() instanceof UnknownDirectiveException unknown) {
            return KomboError.inputInvalid(String.valueOf(unknown.getMessage()));
        }
        int status = ctx.statusCode() < 400 ? 500 : ctx.statusCode();
        return status < 500
                ? KomboError.codeless(status, "The request could not be read.")
                : KomboError.natural(status);
    }
}
