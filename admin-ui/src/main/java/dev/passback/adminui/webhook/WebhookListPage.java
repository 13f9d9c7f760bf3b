package dev.passback.adminui.webhook;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.core.staff.Role;
import dev.passback.core.webhook.EventType;
import dev.passback.db.Page;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** {@code /webhooks}: who is told of what happens. */
public final class WebhookListPage {

    static final String CREATE = "create";

    private static final int SIZE = 50;

    /**
     * The page.
     *
     * @param more where the ones after these are
     * @param create the form, for who may create one
     * @param forAll whether this person may also create one that hears of all tenants
     * @param sealing whether a secret can be sealed here
     */
    public record Model(
            Frame frame,
            List<Row> rows,
            Optional<String> more,
            Optional<Form> create,
            boolean forAll,
            boolean sealing) {}

    /** One line. */
    public record Row(WebhookView view, String href, Badge state, String toldOf, String waiting, String failed) {

        static Row of(WebhookView view) {
            return new Row(
                    view,
                    WebhookPage.address(view.ref()),
                    WebhookLooks.of(view),
                    WebhookLooks.toldOf(view),
                    WebhookLooks.count(view.waiting()),
                    WebhookLooks.count(view.failed()));
        }
    }

    private final WebhookStore webhooks;
    private final boolean sealing;
    private final Pages pages;

    WebhookListPage(WebhookStore webhooks, boolean sealing, Pages pages) {
        this.webhooks = webhooks;
        this.sealing = sealing;
        this.pages = pages;
    }

    public void show(RoutingContext ctx) {
        show(ctx, 200, blank()).onFailure(ctx::fail);
    }

    /** Shows it with the form as it was filled in, and what is wrong with it. */
    Future<Void> showAgain(RoutingContext ctx, Form returned) {
        return show(ctx, 422, returned);
    }

    private static Form blank() {
        Form form = Form.empty(CREATE);
        for (EventType event : EventType.values()) {
            form = form.with(event.word(), "yes");
        }
        return form;
    }

    private Future<Void> show(RoutingContext ctx, int status, Form create) {
        return webhooks.list(Session.of(ctx).tenants(), WebhookPage.id(PathText.parameter(ctx, "after")), SIZE)
                .onSuccess(page -> pages.show(ctx, status, "webhook/WebhookListPage.jte", model(ctx, page, create)))
                .mapEmpty();
    }

    private Model model(RoutingContext ctx, Page<WebhookView> page, Form create) {
        return new Model(
                pages.frame(ctx, "Webhooks").in(Section.TENANTS),
                page.lines().stream().map(Row::of).toList(),
                page.more()
                        ? Optional.of("/webhooks?after="
                                + page.lines().getLast().ref().id())
                        : Optional.empty(),
                Optional.of(create).filter(form -> Session.of(ctx).role().includes(Role.ADMIN)),
                Session.of(ctx).runsAll(),
                sealing);
    }
}
