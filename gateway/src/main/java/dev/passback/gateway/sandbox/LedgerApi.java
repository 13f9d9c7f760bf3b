package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.answer.Answers;
import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.gateway.sandbox.ledger.CallPage;
import dev.passback.gateway.sandbox.ledger.CallQuery;
import dev.passback.gateway.sandbox.ledger.InFlight;
import dev.passback.gateway.sandbox.ledger.Ledger;
import dev.passback.gateway.sandbox.ledger.Received;
import dev.passback.gateway.sandbox.ledger.Tally;
import dev.passback.gateway.sandbox.reaction.Script;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Map;
import java.util.Optional;

/** Shows scripts what the sandbox has received. */
final class LedgerApi {

    private static final int PAGE = 1_000;
    private static final int LARGEST_PAGE = 10_000;

    private final Ledger ledger;
    private final InFlight inFlight;
    private final Script script;

    LedgerApi(Ledger ledger, InFlight inFlight, Script script) {
        this.ledger = ledger;
        this.inFlight = inFlight;
        this.script = script;
    }

    void mount(Router router) {
        router.get("/sandbox/calls").handler(this::list);
        router.delete("/sandbox/calls").handler(this::empty);
        router.get("/sandbox/summary").handler(this::summary);
    }

    private void list(RoutingContext ctx) {
        Optional<String> integration = Optional.ofNullable(ctx.request().getParam("integration"));
        Optional<String> target = Optional.ofNullable(ctx.request().getParam("target"));
        int limit = (int) Math.min(LARGEST_PAGE, number(ctx, "limit", PAGE));
        CallPage page = ledger.page(new CallQuery(integration, target, number(ctx, "after", 0), limit));
        JsonArray calls =
                new JsonArray(page.calls().stream().map(LedgerApi::json).toList());
        JsonObject answer =
                new JsonObject().put("calls", calls).put("total", page.total()).put("dropped", page.dropped());
        Answers.send(ctx, 200, Answers.JSON, answer.toBuffer());
    }

    private void empty(RoutingContext ctx) {
        ledger.empty();
        inFlight.forgetHighest();
        script.startOver();
        ctx.response().setStatusCode(204).end();
    }

    private void summary(RoutingContext ctx) {
        JsonObject integrations = new JsonObject();
        Map<String, Tally> tallies = ledger.tallies();
        tallies.forEach((id, tally) -> integrations.put(id, json(id, tally)));
        JsonObject answer = new JsonObject()
                .put("calls", tallies.values().stream().mapToLong(Tally::calls).sum())
                .put("taken", tallies.values().stream().mapToLong(Tally::taken).sum())
                .put("all_targets_counted", ledger.allTargetsCounted())
                .put("integrations", integrations);
        Answers.send(ctx, 200, Answers.JSON, answer.toBuffer());
    }

    private JsonObject json(String integration, Tally tally) {
        return new JsonObject()
                .put("calls", tally.calls())
                .put("taken", tally.taken())
                .put("distinct_targets", tally.distinctTargets())
                .put("in_flight", inFlight.now(integration))
                .put("highest_in_flight", inFlight.highest(integration));
    }

    private static JsonObject json(Call call) {
        Received received = call.received();
        return new JsonObject()
                .put("sequence", call.sequence())
                .put("at", call.at().toString())
                .put("kind", call.target().kind().word())
                .put("target", call.target().id())
                .put("integration", received.integration())
                .put("key_tail", received.keyTail())
                .put("headers", JsonObject.mapFrom(received.headers()))
                .put("body", received.body())
                .put("answered", call.answered())
                .put("taken", call.taken());
    }

    private static long number(RoutingContext ctx, String parameter, long otherwise) {
        String text = ctx.request().getParam(parameter);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new HttpException(400, "The parameter " + parameter + " must be a whole number, 0 or more.");
        }
        return Long.parseLong(text);
    }
}
