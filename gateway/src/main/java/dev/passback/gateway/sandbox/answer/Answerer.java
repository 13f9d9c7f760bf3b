package dev.passback.gateway.sandbox.answer;

import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.gateway.sandbox.ledger.Target;
import dev.passback.gateway.sandbox.reaction.Reaction;
import dev.passback.gateway.sandbox.reaction.Reaction.BreakOff;
import dev.passback.gateway.sandbox.reaction.Reaction.Drip;
import dev.passback.gateway.sandbox.reaction.Reaction.Garble;
import dev.passback.gateway.sandbox.reaction.Reaction.Hang;
import dev.passback.gateway.sandbox.reaction.Reaction.Late;
import dev.passback.gateway.sandbox.reaction.Reaction.Redirect;
import dev.passback.gateway.sandbox.reaction.Reaction.Refuse;
import dev.passback.gateway.sandbox.reaction.Reaction.Reset;
import dev.passback.gateway.sandbox.reaction.Reaction.Succeed;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Puts a reaction on the wire. Runs on the server's event loop. */
public final class Answerer {

    private static final int DRIPS = 20;

    private final Vertx vertx;

    public Answerer(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Does at once, or when its time has come, what the reaction says. */
    public void answer(RoutingContext ctx, Call call, Reaction reaction) {
        switch (reaction) {
            case Succeed added -> Answers.send(ctx, 200, Answers.JSON, added(added.warnings()));
            case Refuse refused -> refuse(ctx, call, refused);
            case Late late -> later(ctx, late.pause(), () -> answer(ctx, call, late.then()));
            case Hang hang -> {} // the server's idle time-out lets go in the end
            case Reset reset -> Wire.reset(ctx.request().connection());
            case BreakOff broken -> breakOff(ctx);
            case Garble garbled -> Garbling.send(ctx, garbled);
            case Drip drip -> drip(ctx, drip.over());
            case Redirect redirect -> redirect(ctx, call.target());
        }
    }

    private static Buffer added(int warnings) {
        return KomboJson.added(warnings).toBuffer();
    }

    private static void refuse(RoutingContext ctx, Call call, Refuse refused) {
        refused.headers().forEach(ctx.response()::putHeader);
        Optional<String> logUrl = Optional.of(
                "http://" + ctx.request().authority() + "/sandbox/calls?limit=1&after=" + (call.sequence() - 1));
        Buffer body = KomboJson.error(refused.error(), logUrl).toBuffer();
        Answers.send(ctx, refused.error().status(), Answers.JSON, body);
    }

    private static void breakOff(RoutingContext ctx) {
        Buffer body = added(1);
        head(ctx, body.length())
                .write(body.getBuffer(0, body.length() / 2))
                .onComplete((written, gone) -> ctx.request().connection().close());
    }

    private void drip(RoutingContext ctx, Duration over) {
        Buffer body = added(1);
        head(ctx, body.length());
        drip(ctx, body, 0, over.dividedBy(DRIPS));
    }

    private void drip(RoutingContext ctx, Buffer body, int sent, Duration pause) {
        int upTo = Math.min(body.length(), sent + Math.ceilDiv(body.length(), DRIPS));
        Buffer drop = body.getBuffer(sent, upTo);
        later(ctx, pause, () -> {
            if (upTo == body.length()) {
                ctx.response().end(drop);
            } else {
                ctx.response().write(drop);
                drip(ctx, body, upTo, pause);
            }
        });
    }

    /** The target id of the new place shows in the ledger whether somebody followed. */
    private static void redirect(RoutingContext ctx, Target target) {
        String elsewhere = new Target(target.kind(), "redirected").path();
        ctx.response()
                .setStatusCode(307)
                .putHeader(HttpHeaders.LOCATION, elsewhere)
                .end();
    }

    private static HttpServerResponse head(RoutingContext ctx, int length) {
        return ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, Answers.JSON)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
    }

    private void later(RoutingContext ctx, Duration wait, Runnable step) {
        long timer = vertx.setTimer(Math.max(1, wait.toMillis()), due -> step.run());
        ctx.addEndHandler(over -> vertx.cancelTimer(timer));
    }
}
