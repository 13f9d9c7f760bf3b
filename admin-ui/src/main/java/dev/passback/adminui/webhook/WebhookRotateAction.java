package dev.passback.adminui.webhook;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Overlap;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.http.ShownOnce;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.webhook.SigningSecret;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.Acted;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /webhooks/:id/rotate}: puts a new secret in force and leads to where it is shown once. */
public final class WebhookRotateAction {

    private final WebhookStore webhooks;
    private final WebhookPage page;
    private final ShownOnce shownOnce;
    private final Optional<SealingKeys> sealing;

    WebhookRotateAction(WebhookStore webhooks, WebhookPage page, ShownOnce shownOnce, Optional<SealingKeys> sealing) {
        this.webhooks = webhooks;
        this.page = page;
        this.shownOnce = shownOnce;
        this.sealing = sealing;
    }

    public void submit(RoutingContext ctx) {
        SealingKeys keys = sealing.orElseThrow(() -> new HttpException(404));
        page.find(ctx).compose(view -> rotate(ctx, view, keys)).onFailure(ctx::fail);
    }

    private Future<Void> rotate(RoutingContext ctx, WebhookView view, SealingKeys keys) {
        Fields fields = new Fields(ctx.request(), WebhookPage.ROTATE);
        Optional<Overlap> overlap = Overlap.ofWord(fields.text("overlap"));
        if (overlap.isEmpty()) {
            fields.wrong("overlap", "Choose one of these.");
            return page.showAgain(ctx, view, fields.form());
        }
        WebhookRef ref = view.ref();
        Secret secret = SigningSecret.generate();
        return webhooks.rotate(ref, keys.seal(secret, ref), overlap.get().length(), Session.act(ctx, Optional.empty()))
                .compose(acted -> {
                    if (acted != Acted.DONE) {
                        return Future.failedFuture(new HttpException(404));
                    }
                    shownOnce.leadTo(
                            ctx, WebhookSecretPage.address(ref), ref.id().toString(), secret);
                    return Future.succeededFuture();
                });
    }
}
