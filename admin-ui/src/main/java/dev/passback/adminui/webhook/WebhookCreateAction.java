package dev.passback.adminui.webhook;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.http.ShownOnce;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.SigningSecret;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.core.webhook.WebhookUrl;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.webhook.WebhookStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code POST /webhooks}: makes one and leads to where its secret is shown once. It is sealed here; this host cannot open it again. */
public final class WebhookCreateAction {

    private final WebhookStore webhooks;
    private final TenantStore tenants;
    private final WebhookListPage page;
    private final ShownOnce shownOnce;
    private final Optional<SealingKeys> sealing;

    WebhookCreateAction(
            WebhookStore webhooks,
            TenantStore tenants,
            WebhookListPage page,
            ShownOnce shownOnce,
            Optional<SealingKeys> sealing) {
        this.webhooks = webhooks;
        this.tenants = tenants;
        this.page = page;
        this.shownOnce = shownOnce;
        this.sealing = sealing;
    }

    public void submit(RoutingContext ctx) {
        SealingKeys keys = sealing.orElseThrow(() -> new HttpException(404));
        Fields fields = new Fields(ctx.request(), WebhookListPage.CREATE);
        String tenant = fields.text("tenant");
        boolean all = Session.of(ctx).runsAll() && fields.ticked("all");
        Optional<URI> url = WebhookUrl.read(fields.text("url"));
        if (url.isEmpty()) {
            fields.wrong("url", "It " + WebhookUrl.RULE + ".");
        }
        Set<EventType> events = events(fields);
        owner(ctx, tenant, all)
                .compose(owner -> {
                    if (owner.isEmpty()) {
                        fields.wrong("tenant", absent(ctx, tenant, all));
                    }
                    return fields.areWrong()
                            ? page.showAgain(ctx, fields.form())
                            : create(ctx, owner.orElseThrow(), url.orElseThrow(), events, keys);
                })
                .onFailure(ctx::fail);
    }

    private static Set<EventType> events(Fields fields) {
        Set<EventType> events = EnumSet.noneOf(EventType.class);
        for (EventType event : EventType.values()) {
            if (fields.ticked(event.word())) {
                events.add(event);
            }
        }
        if (events.isEmpty()) {
            fields.wrong("events", "It must be told of something.");
        }
        return events;
    }

    /** Whose it will be; nothing where that is not said, or for a tenant that is not there or not this person's. */
    private Future<Optional<TenantId>> owner(RoutingContext ctx, String tenant, boolean all) {
        if (all || tenant.isEmpty()) {
            return Future.succeededFuture(Optional.of(WebhookRef.OPERATOR).filter(any -> all && tenant.isEmpty()));
        }
        return tenants.view(tenant, Session.of(ctx).tenants())
                .map(found -> found.map(view -> view.tenant().id()));
    }

    private static String absent(RoutingContext ctx, String tenant, boolean all) {
        if (all) {
            return "Either one tenant or all of them.";
        }
        if (tenant.isEmpty()) {
            return Session.of(ctx).runsAll() ? "Say whose it is, or tick the box." : "Say whose it is.";
        }
        return "There is no tenant of this name.";
    }

    private Future<Void> create(RoutingContext ctx, TenantId owner, URI url, Set<EventType> events, SealingKeys keys) {
        WebhookRef ref = new WebhookRef(owner, UUID.randomUUID());
        Secret secret = SigningSecret.generate();
        return webhooks.create(ref, url, events, keys.seal(secret, ref), Session.act(ctx, Optional.empty()))
                .onSuccess(made -> shownOnce.leadTo(
                        ctx, WebhookSecretPage.address(ref), ref.id().toString(), secret));
    }
}
