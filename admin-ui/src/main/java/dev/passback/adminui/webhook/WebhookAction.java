package dev.passback.adminui.webhook;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.db.Acted;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** Tests, disables and enables a webhook. */
public final class WebhookAction {

    private final WebhookStore webhooks;
    private final WebhookPage page;
    private final Flashes flashes;

    WebhookAction(WebhookStore webhooks, WebhookPage page, Flashes flashes) {
        this.webhooks = webhooks;
        this.page = page;
        this.flashes = flashes;
    }

    public void test(RoutingContext ctx) {
        page.find(ctx)
                .compose(view -> webhooks.test(view.ref(), UUID.randomUUID(), Session.act(ctx, Optional.empty()))
                        .onSuccess(acted -> back(ctx, view, acted, Flash.WEBHOOK_TESTED)))
                .onFailure(ctx::fail);
    }

    public void enable(RoutingContext ctx) {
        page.find(ctx)
                .compose(view -> webhooks.enable(view.ref(), Session.act(ctx, Optional.empty()))
                        .onSuccess(acted -> back(ctx, view, acted, Flash.WEBHOOK_ENABLED)))
                .onFailure(ctx::fail);
    }

    public void disable(RoutingContext ctx) {
        page.find(ctx).compose(view -> disable(ctx, view)).onFailure(ctx::fail);
    }

    private Future<Void> disable(RoutingContext ctx, WebhookView view) {
        Fields fields = new Fields(ctx.request(), "disable");
        String reason = fields.required("reason", "Nothing changed: say why, so that others know when to enable it.");
        if (fields.areWrong()) {
            return page.showAgain(ctx, view, fields.form());
        }
        return webhooks.disable(view.ref(), Session.act(ctx, Optional.of(reason)))
                .onSuccess(acted -> back(ctx, view, acted, Flash.WEBHOOK_DISABLED))
                .mapEmpty();
    }

    private void back(RoutingContext ctx, WebhookView view, Acted acted, Flash done) {
        flashes.say(ctx, acted == Acted.DONE ? done : Flash.SO_ALREADY);
        Redirect.to(ctx, WebhookPage.address(view.ref()));
    }
}
