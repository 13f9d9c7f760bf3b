package dev.passback.gateway.manage;

import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.Acted;
import dev.passback.db.audit.Act;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.KeyView;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.BodyReader;
import dev.passback.gateway.http.QueryReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tenants' keys. A key's text is in the answer that makes it, and never again. */
public final class TenantKeyApi {

    private static final String LABEL = "label";
    private static final String SCOPES = "scopes";
    private static final String EXPIRES_IN = "expires_in_seconds";
    private static final String OVERLAP = "overlap_seconds";

    private static final long TEN_YEARS = Duration.ofDays(3_653).toSeconds();
    private static final long LONGEST_OVERLAP = Duration.ofDays(30).toSeconds();
    private static final int LONGEST_LABEL = 200;

    private final TenantStore tenants;
    private final KeyStore keys;

    public TenantKeyApi(TenantStore tenants, KeyStore keys) {
        this.tenants = tenants;
        this.keys = keys;
    }

    void list(RoutingContext ctx) {
        PageQuery page = PageQuery.read(ctx);
        tenant(ctx)
                .compose(tenant -> Requests.asked(keys.list(tenant, page.after(), page.limit())))
                .onSuccess(
                        found -> Answers.success(ctx, 200, Requests.json(found, KeyJson::of, KeyView::id), List.of()))
                .onFailure(ctx::fail);
    }

    void create(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, LABEL, SCOPES, EXPIRES_IN, Requests.REASON);
        String label = body.text(LABEL, LONGEST_LABEL).orElse("");
        Set<Scope> scopes = scopes(body);
        Optional<Duration> expiresIn = body.number(EXPIRES_IN, 1, TEN_YEARS).map(Duration::ofSeconds);
        Act act = Requests.act(ctx, body);
        body.finish();
        TenantKey key = TenantKey.generate();
        tenant(ctx)
                .compose(tenant -> Requests.asked(keys.create(tenant, key, label, scopes, expiresIn, act))
                        .compose(made -> find(tenant, key.id())))
                .onSuccess(view -> Answers.success(ctx, 201, shown(view, key), List.of()))
                .onFailure(ctx::fail);
    }

    /** Makes a new key beside an old one, which stays good for the overlap. */
    void rotate(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, OVERLAP, Requests.REASON);
        Duration overlap = body.number(OVERLAP, 0, LONGEST_OVERLAP)
                .map(Duration::ofSeconds)
                .orElse(KeyStore.OVERLAP);
        Act act = Requests.act(ctx, body);
        body.finish();
        String old = Requests.path(ctx, "key");
        TenantKey key = TenantKey.generate();
        tenant(ctx)
                .compose(tenant -> Requests.asked(keys.rotate(tenant, old, key, overlap, act))
                        .compose(acted -> rotated(acted, old))
                        .compose(made -> find(tenant, key.id())))
                .onSuccess(view -> Answers.success(ctx, 201, shown(view, key), List.of()))
                .onFailure(ctx::fail);
    }

    private static Future<Void> rotated(Acted acted, String id) {
        return switch (acted) {
            case DONE -> Future.succeededFuture();
            case NOTHING ->
                Future.failedFuture(ApiError.refused(
                        "The key \"" + id + "\" is revoked, expired or rotated already; create a new one instead."));
            case NOT_THERE -> Future.failedFuture(ApiError.notFound(absent(id)));
        };
    }

    void revoke(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, Requests.REASON);
        Act act = Requests.act(ctx, body);
        body.finish();
        String id = Requests.path(ctx, "key");
        tenant(ctx)
                .compose(tenant -> Requests.asked(keys.revoke(tenant, id, act))
                        .compose(acted -> find(tenant, id)
                                .onSuccess(view -> Answers.success(
                                        ctx,
                                        200,
                                        KeyJson.of(view),
                                        Requests.unless(acted == Acted.DONE, "it is revoked already")))))
                .onFailure(ctx::fail);
    }

    private static Set<Scope> scopes(BodyReader body) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        List<String> words = body.texts(SCOPES, Scope.values().length).orElse(List.of());
        words.forEach(word -> Scope.ofWord(word)
                .ifPresentOrElse(
                        scopes::add,
                        () -> body.wrong(
                                SCOPES,
                                "may hold result-links:write, submissions:read, submissions:act and nothing else")));
        if (body.has(SCOPES) && words.isEmpty()) {
            body.wrong(SCOPES, "must hold at least one scope");
        }
        return body.has(SCOPES) ? scopes : EnumSet.allOf(Scope.class);
    }

    private static JsonObject shown(KeyView view, TenantKey key) {
        return KeyJson.of(view).put("key", key.text().reveal());
    }

    private Future<TenantId> tenant(RoutingContext ctx) {
        return Requests.tenant(tenants, ctx);
    }

    private Future<KeyView> find(TenantId tenant, String id) {
        return Requests.asked(keys.find(tenant, id)).compose(found -> Requests.found(found, absent(id)));
    }

    private static String absent(String id) {
        return "The tenant has no key " + QueryReader.quoted(id) + ".";
    }
}
