package dev.passback.adminui.webhook;

import dev.passback.adminui.http.Cookies;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.ShownOnce;
import dev.passback.core.credential.SealingKeys;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.webhook.WebhookStore;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Optional;

/** The pages of webhooks and their actions, put together. */
public record Webhooks(
        WebhookListPage list,
        WebhookPage page,
        WebhookSecretPage secret,
        WebhookCreateAction create,
        WebhookRotateAction rotate,
        WebhookAction action) {

    /** All of them on one pool. */
    public static Webhooks on(
            Pool pool,
            Optional<SealingKeys> sealing,
            Pages pages,
            Cookies cookies,
            Flashes flashes,
            InstantSource clock) {
        WebhookStore webhooks = new WebhookStore(pool);
        ShownOnce shownOnce = new ShownOnce(cookies);
        WebhookListPage list = new WebhookListPage(webhooks, sealing.isPresent(), pages);
        WebhookPage page = new WebhookPage(webhooks, sealing.isPresent(), pages, clock);
        return new Webhooks(
                list,
                page,
                new WebhookSecretPage(page, pages, shownOnce),
                new WebhookCreateAction(webhooks, new TenantStore(pool), list, shownOnce, sealing),
                new WebhookRotateAction(webhooks, page, shownOnce, sealing),
                new WebhookAction(webhooks, page, flashes));
    }
}
