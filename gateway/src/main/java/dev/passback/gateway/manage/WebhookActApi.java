package dev.passback.gateway.manage;

import dev.passback.core.credential.Secret;
import dev.passback.core.webhook.SigningSecret;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.Acted;
import dev.passback.db.audit.Act;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.BodyReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** What is done with a webhook. */
public final class WebhookActApi {

    private static final String OVERLAP = "overlap_seconds";
    private static final long LONGEST_OVERLAP = Duration.ofDays(30).toSeconds();

    private final WebhookStore webhooks;
    private final Sealer sealer;

    public WebhookActApi(WebhookStore webhooks, Sealer sealer) {
        this.webhooks = webhooks;
        this.sealer = sealer;
    }

    /** Puts a new secret in force; messages are signed with the one before too until the overlap is over. */
    void rotate(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, OVERLAP, Requests.REASON);
        Duration overlap = body.number(OVERLAP, 0, LONGEST_OVERLAP)
                .map(Duration::ofSeconds)
                .orElse(WebhookStore.OVERLAP);
        Act act = Requests.act(ctx, body);
        body.finish();
        Secret secret = SigningSecret.generate();
        WebhookApi.find(webhooks, ctx)
                .map(WebhookView::ref)
                .compose(ref -> Requests.asked(webhooks.rotate(ref, sealer.seal(secret, ref), overlap, act))
                        .compose(acted -> changed(acted, ref.id()))
                        .compose(changed -> WebhookApi.find(webhooks, ref.id())))
                .onSuccess(view -> Answers.success(ctx, 200, WebhookApi.shown(view, secret), List.of()))
                .onFailure(ctx::fail);
    }

    /** Has a message sent that says nothing; what came of it is in the history. */
    void test(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, Requests.REASON);
        Act act = Requests.act(ctx, body);
        body.finish();
        UUID message = UUID.randomUUID();
        WebhookApi.find(webhooks, ctx)
                .compose(view -> Requests.asked(webhooks.test(view.ref(), message, act)))
                .compose(acted -> acted == Acted.DONE
                        ? Future.succeededFuture()
                        : Future.failedFuture(ApiError.refused("The webhook is disabled; enable it first.")))
                .onSuccess(sent ->
                        Answers.success(ctx, 202, new JsonObject().put("message_id", message.toString()), List.of()))
                .onFailure(ctx::fail);
    }

    void disable(RoutingContext ctx) {
        able(ctx, webhooks::disable, "it is disabled already");
    }

    void enable(RoutingContext ctx) {
        able(ctx, webhooks::enable, "it is active already");
    }

    private void able(RoutingContext ctx, BiFunction<WebhookRef, Act, Future<Acted>> change, String otherwise) {
        BodyReader body = BodyReader.of(ctx, Requests.REASON);
        Act act = Requests.act(ctx, body);
        body.finish();
        WebhookApi.find(webhooks, ctx)
                .map(WebhookView::ref)
                .compose(ref -> Requests.asked(change.apply(ref, act))
                        .compose(acted -> changed(acted, ref.id()))
                        .compose(changed -> WebhookApi.find(webhooks, ref.id())
                                .onSuccess(view -> WebhookApi.answer(ctx, view, Requests.unless(changed, otherwise)))))
                .onFailure(ctx::fail);
    }

    /** Removes it with its history. */
    void remove(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, Requests.REASON);
        Act act = Requests.act(ctx, body);
        body.finish();
        WebhookApi.find(webhooks, ctx)
                .compose(view -> Requests.asked(webhooks.remove(view.ref(), act))
                        .compose(acted -> changed(acted, view.ref().id()))
                        .onSuccess(gone -> WebhookApi.answer(ctx, view, List.of())))
                .onFailure(ctx::fail);
    }

    private static Future<Boolean> changed(Acted acted, UUID id) {
        return acted == Acted.NOT_THERE
                ? Future.failedFuture(ApiError.notFound(WebhookApi.absent(id.toString())))
                : Future.succeededFuture(acted == Acted.DONE);
    }
}
