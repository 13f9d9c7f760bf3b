package dev.passback.adminui.webhook;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /webhooks}: who is told of what happens. */
public final class WebhookListPage {

    /** The page. */
    public record Model(Frame frame, List<Row> rows) {}

    /** One line. */
    public record Row(WebhookView view, String href, Badge state, String toldOf, String waiting, String failed) {

        static Row of(WebhookView view) {
            return new Row(
                    view,
                    WebhookPage.address(view),
                    WebhookLooks.of(view),
                    WebhookLooks.toldOf(view),
                    WebhookLooks.count(view.waiting()),
                    WebhookLooks.count(view.failed()));
        }
    }

    private final WebhookStore webhooks;
    private final Pages pages;

    WebhookListPage(WebhookStore webhooks, Pages pages) {
        this.webhooks = webhooks;
        this.pages = pages;
    }

    public void show(RoutingContext ctx) {
        webhooks.list(Session.of(ctx).tenants())
                .map(found -> found.stream().map(Row::of).toList())
                .onSuccess(rows -> pages.show(
                        ctx,
                        "webhook/WebhookListPage.jte",
                        new Model(pages.frame(ctx, "Webhooks").in(Section.TENANTS), rows)))
                .onFailure(ctx::fail);
    }
}
