package dev.passback.adminui.webhook;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.ShownOnce;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.core.credential.Secret;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.webhook.WebhookView;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code /webhooks/:id/secret}: shows a new secret, once. */
public final class WebhookSecretPage {

    /**
     * The page.
     *
     * @param secret nothing when it was shown before
     * @param back where the webhook's page is
     */
    public record Model(Frame frame, WebhookView view, Optional<Secret> secret, String back) {}

    private final WebhookPage page;
    private final Pages pages;
    private final ShownOnce shownOnce;

    WebhookSecretPage(WebhookPage page, Pages pages, ShownOnce shownOnce) {
        this.page = page;
        this.pages = pages;
        this.shownOnce = shownOnce;
    }

    static String address(WebhookRef ref) {
        return WebhookPage.address(ref) + "/secret";
    }

    public void show(RoutingContext ctx) {
        page.find(ctx).onSuccess(view -> show(ctx, view)).onFailure(ctx::fail);
    }

    private void show(RoutingContext ctx, WebhookView view) {
        pages.show(
                ctx,
                "webhook/WebhookSecretPage.jte",
                new Model(
                        pages.frame(ctx, "Secret of a webhook").in(Section.TENANTS),
                        view,
                        shownOnce.take(ctx, view.ref().id().toString()),
                        WebhookPage.address(view.ref())));
    }
}
