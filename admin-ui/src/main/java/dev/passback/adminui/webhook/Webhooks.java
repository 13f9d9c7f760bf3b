package dev.passback.adminui.webhook;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.db.webhook.WebhookStore;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** The pages of webhooks and their actions, put together. */
public record Webhooks(WebhookListPage list, WebhookPage page, WebhookAction action) {

    /** All of them on one pool. */
    public static Webhooks on(Pool pool, Pages pages, Flashes flashes, InstantSource clock) {
        WebhookStore webhooks = new WebhookStore(pool);
        WebhookPage page = new WebhookPage(webhooks, pages, clock);
        return new Webhooks(new WebhookListPage(webhooks, pages), page, new WebhookAction(webhooks, page, flashes));
    }
}
