package dev.passback.gateway.manage;

import dev.passback.core.credential.Secret;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantName;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.SigningSecret;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.core.webhook.WebhookUrl;
import dev.passback.db.audit.Act;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.BodyReader;
import dev.passback.gateway.http.QueryReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Webhooks: whom tenants and the operator have told of what happens, and what was sent. A secret is in the answer that makes it, and never again. */
public final class WebhookApi {

    private static final String TENANT = "tenant";
    private static final String URL = "url";
    private static final String EVENTS = "events";

    private static final String TENANT_RULE = "must be a tenant's name, or null for the operator's own";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final WebhookStore webhooks;
    private final TenantNames names;
    private final Sealer sealer;

    public WebhookApi(WebhookStore webhooks, TenantNames names, Sealer sealer) {
        this.webhooks = webhooks;
        this.names = names;
        this.sealer = sealer;
    }

    void list(RoutingContext ctx) {
        PageQuery page = PageQuery.read(ctx);
        Requests.asked(webhooks.list(Optional.empty(), page.after(WebhookApi::id), page.limit()))
                .onSuccess(found -> Answers.success(
                        ctx,
                        200,
                        Requests.json(
                                found, WebhookJson::of, view -> view.ref().id().toString()),
                        List.of()))
                .onFailure(ctx::fail);
    }

    void create(RoutingContext ctx) {
        BodyReader body =
                BodyReader.of(ctx, TENANT, URL, EVENTS, Requests.REASON).needs(TENANT, URL);
        Optional<List<String>> tenant = tenant(body);
        Optional<URI> url = body.one(URL, WebhookUrl::read, WebhookUrl.RULE);
        Set<EventType> events = events(body);
        Act act = Requests.act(ctx, body);
        body.finish();
        Secret secret = SigningSecret.generate();
        owner(tenant)
                .map(owner -> new WebhookRef(owner, UUID.randomUUID()))
                .compose(ref -> Requests.asked(
                                webhooks.create(ref, url.orElseThrow(), events, sealer.seal(secret, ref), act))
                        .compose(made -> find(webhooks, ref.id())))
                .onSuccess(view -> Answers.success(ctx, 201, shown(view, secret), List.of()))
                .onFailure(ctx::fail);
    }

    private static Optional<List<String>> tenant(BodyReader body) {
        return body.isNull(TENANT)
                ? Optional.empty()
                : body.one(TENANT, value -> TenantName.read(value).map(List::of), TENANT_RULE);
    }

    private Future<TenantId> owner(Optional<List<String>> tenant) {
        return Requests.asked(names.ids(tenant, TENANT))
                .map(ids -> ids.map(one -> one.iterator().next()).orElse(WebhookRef.OPERATOR));
    }

    private static Set<EventType> events(BodyReader body) {
        Set<EventType> events = EnumSet.noneOf(EventType.class);
        List<String> words = body.texts(EVENTS, EventType.values().length).orElse(List.of());
        words.forEach(word -> EventType.ofWord(word)
                .ifPresentOrElse(
                        events::add, () -> body.wrong(EVENTS, "may hold " + allEvents() + " and nothing else")));
        if (body.has(EVENTS) && words.isEmpty()) {
            body.wrong(EVENTS, "must hold at least one event");
        }
        return body.has(EVENTS) ? events : EnumSet.allOf(EventType.class);
    }

    private static String allEvents() {
        return Arrays.stream(EventType.values()).map(EventType::word).collect(Collectors.joining(", "));
    }

    void show(RoutingContext ctx) {
        find(ctx).onSuccess(view -> answer(ctx, view, List.of())).onFailure(ctx::fail);
    }

    /** What it was sent in the last 30 days, the newest first. */
    void messages(RoutingContext ctx) {
        PageQuery page = PageQuery.read(ctx);
        Optional<UUID> after = page.after(WebhookApi::id);
        find(ctx)
                .compose(view -> Requests.asked(webhooks.history(view.ref(), after, page.limit())))
                .onSuccess(found -> Answers.success(
                        ctx,
                        200,
                        Requests.json(
                                found, WebhookJson::of, message -> message.id().toString()),
                        List.of()))
                .onFailure(ctx::fail);
    }

    private Future<WebhookView> find(RoutingContext ctx) {
        return find(webhooks, ctx);
    }

    /** The webhook that the path names. */
    static Future<WebhookView> find(WebhookStore webhooks, RoutingContext ctx) {
        String text = Requests.path(ctx, "webhook");
        return id(text).map(id -> find(webhooks, id))
                .orElseGet(() -> Future.failedFuture(ApiError.notFound(absent(text))));
    }

    static Future<WebhookView> find(WebhookStore webhooks, UUID id) {
        return Requests.asked(webhooks.find(id, Optional.empty()))
                .compose(found -> Requests.found(found, absent(id.toString())));
    }

    private static Optional<UUID> id(String text) {
        return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    static String absent(String id) {
        return "There is no webhook " + QueryReader.quoted(id) + ".";
    }

    static JsonObject shown(WebhookView view, Secret secret) {
        return WebhookJson.of(view).put("secret", secret.reveal());
    }

    static void answer(RoutingContext ctx, WebhookView view, List<String> warnings) {
        Answers.success(ctx, 200, WebhookJson.of(view), warnings);
    }
}
