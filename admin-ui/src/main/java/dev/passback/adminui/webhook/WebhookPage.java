package dev.passback.adminui.webhook;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.form.Overlap;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.core.staff.Role;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.Page;
import dev.passback.db.webhook.MessageView;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /webhooks/:id}: one webhook and what it was sent. */
public final class WebhookPage {

    static final String ROTATE = "rotate";

    private static final int SIZE = 50;

    /**
     * The page.
     *
     * @param older where the messages before these are
     * @param forms for who may use them
     */
    public record Model(
            Frame frame,
            WebhookView view,
            String href,
            Badge state,
            Moment created,
            Optional<Moment> oldSecretUntil,
            List<Message> messages,
            Optional<String> older,
            Optional<Forms> forms) {

        /** What it is told of. */
        public String toldOf() {
            return WebhookLooks.toldOf(view);
        }

        /** Whose it is. */
        public String whose() {
            return view.tenant().map(name -> "Tenant " + name).orElse("The operator's: hears of all tenants");
        }
    }

    /**
     * What an admin may do.
     *
     * @param sealing whether a new secret can be sealed here
     */
    public record Forms(boolean sealing, Form disable, Form rotate) {}

    /**
     * One message.
     *
     * @param due when it is sent next
     */
    public record Message(MessageView view, Badge state, Moment made, Optional<Moment> due, List<Try> tries) {

        static Message of(MessageView view, Instant now) {
            return new Message(
                    view,
                    WebhookLooks.ofMessage(view.state()),
                    Moment.of(view.madeAt(), now),
                    view.dueAt().map(at -> Moment.of(at, now)),
                    view.tries().stream()
                            .map(one -> new Try(one, Moment.of(one.at(), now)))
                            .toList());
        }
    }

    /** One attempt to send it. */
    public record Try(MessageView.Try view, Moment at) {}

    private final WebhookStore webhooks;
    private final boolean sealing;
    private final Pages pages;
    private final InstantSource clock;

    WebhookPage(WebhookStore webhooks, boolean sealing, Pages pages, InstantSource clock) {
        this.webhooks = webhooks;
        this.sealing = sealing;
        this.pages = pages;
        this.clock = clock;
    }

    static String address(WebhookRef ref) {
        return "/webhooks/" + ref.id();
    }

    public void show(RoutingContext ctx) {
        find(ctx).compose(view -> show(ctx, 200, view, Optional.empty())).onFailure(ctx::fail);
    }

    /** Shows it with a form that came back. */
    Future<Void> showAgain(RoutingContext ctx, WebhookView view, Form returned) {
        return show(ctx, 422, view, Optional.of(returned));
    }

    /** The webhook that the address names, if this person may see it; else a 404. */
    Future<WebhookView> find(RoutingContext ctx) {
        UUID id = id(Optional.ofNullable(ctx.pathParam("id"))).orElseThrow(() -> new HttpException(404));
        return webhooks.find(id, Session.of(ctx).tenants())
                .map(found -> found.orElseThrow(() -> new HttpException(404)));
    }

    /** The id of a webhook or a message; nothing for a text that is none. */
    static Optional<UUID> id(Optional<String> text) {
        return text.filter(some -> some.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString);
    }

    private Future<Void> show(RoutingContext ctx, int status, WebhookView view, Optional<Form> returned) {
        return webhooks.history(view.ref(), id(PathText.parameter(ctx, "after")), SIZE)
                .onSuccess(page -> pages.show(ctx, status, "webhook/WebhookPage.jte", model(ctx, view, page, returned)))
                .mapEmpty();
    }

    private Model model(RoutingContext ctx, WebhookView view, Page<MessageView> page, Optional<Form> returned) {
        Instant now = clock.instant();
        boolean admin = Session.of(ctx).role().includes(Role.ADMIN);
        return new Model(
                pages.frame(ctx, "Webhook").in(Section.TENANTS),
                view,
                address(view.ref()),
                WebhookLooks.of(view),
                Moment.of(view.createdAt(), now),
                view.oldSecretUntil().map(at -> Moment.of(at, now)),
                page.lines().stream().map(message -> Message.of(message, now)).toList(),
                page.more()
                        ? Optional.of(address(view.ref()) + "?after="
                                + page.lines().getLast().id())
                        : Optional.empty(),
                admin ? Optional.of(forms(returned)) : Optional.empty());
    }

    private Forms forms(Optional<Form> returned) {
        return new Forms(
                sealing,
                Form.empty("disable").or(returned),
                Form.empty(ROTATE).with("overlap", Overlap.DAY.word()).or(returned));
    }
}
