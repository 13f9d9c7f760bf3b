package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.answer.Answers;
import dev.passback.gateway.sandbox.answer.KomboJson;
import dev.passback.gateway.sandbox.reaction.KomboError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;

/** Kombo's two reads that a caller of result links needs: is the key good, is the integration ready. */
final class GeneralApi {

    private final RequestChecks checks;

    GeneralApi(RequestChecks checks) {
        this.checks = checks;
    }

    void checkApiKey(RoutingContext ctx) {
        JsonObject environment =
                new JsonObject().put("environment_id", "sandbox").put("customer_id", "passback");
        answer(ctx, checks.keyProblem(RequestChecks.key(ctx.request())), environment);
    }

    void integration(RoutingContext ctx) {
        String key = RequestChecks.key(ctx.request());
        String id = Objects.requireNonNull(ctx.pathParam("id"));
        answer(ctx, checks.keyProblem(key).or(() -> checks.integrationProblem(key, id)), ready(id));
    }

    private static void answer(RoutingContext ctx, Optional<KomboError> problem, JsonObject content) {
        problem.ifPresentOrElse(
                error -> Answers.refuse(ctx, error),
                () -> Answers.send(
                        ctx, 200, Answers.JSON, KomboJson.success(content).toBuffer()));
    }

    private static JsonObject ready(String id) {
        return new JsonObject()
                .put("id", id)
                .put("tool", new JsonObject().put("slug", id.replaceFirst(":.*", "")))
                .put("category", "ATS")
                .put("status", "ACTIVE")
                .put("setup_status", "COMPLETED")
                .put("write_actions", new JsonArray().add(action("candidate")).add(action("application")));
    }

    private static JsonObject action(String kind) {
        return new JsonObject()
                .put("id", "ats_add_result_link_to_" + kind)
                .put("label", "Add result link to " + kind)
                .put("is_available", true);
    }
}
