package dev.passback.gateway.manage;

import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
import dev.passback.db.tenant.ManagementKeyStore;
import dev.passback.db.tenant.StoredManagementKey;
import dev.passback.gateway.cache.Cache;
import dev.passback.gateway.http.ApiError;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns a management key into who asks, or answers 401. A revoked key is refused within a second. To the router it is a security
 * policy, so that it may stand before the body is read.
 */
public final class ManagementAuthentication implements SecurityPolicyHandler {

    private static final String CALLER = "management key";
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Cache<String, Optional<StoredManagementKey>> keys;

    public ManagementAuthentication(ManagementKeyStore store) {
        this.keys = new Cache<>(KEPT, store::find);
    }

    /** Whose key it is; only behind this filter. */
    static StoredManagementKey caller(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.get(CALLER), "a route without the filter ManagementAuthentication");
    }

    @Override
    public void handle(RoutingContext ctx) {
        Optional<ManagementKey> shown = bearer(ctx).flatMap(ManagementKey::parse);
        if (shown.isEmpty()) {
            ctx.fail(ApiError.unauthenticated(
                    "Send a management key as \"Authorization: Bearer pbm_...\"; ./passback management-key create makes one. "
                            + "A tenant's key opens nothing here."));
            return;
        }
        ctx.request().pause();
        known(shown.get())
                .onSuccess(caller -> {
                    ctx.request().resume();
                    ctx.put(CALLER, caller);
                    ctx.next();
                })
                .onFailure(failure -> {
                    ctx.request().resume();
                    ctx.fail(failure);
                });
    }

    /** A filter behind this one that lets a key through only if it has the scope. */
    static SecurityPolicyHandler needs(ManagementScope scope) {
        return ctx -> {
            if (caller(ctx).scopes().contains(scope)) {
                ctx.next();
            } else {
                ctx.fail(ApiError.forbidden("This key lacks the scope " + scope.word() + "."));
            }
        };
    }

    // An outage must not look like a wrong key.
    private Future<StoredManagementKey> known(ManagementKey shown) {
        return keys.get(shown.id())
                .recover(down -> Future.failedFuture(ApiError.unavailable()))
                .compose(stored -> stored.filter(key -> shown.matches(key.hash().getBytes()))
                        .map(ManagementAuthentication::usable)
                        .orElseGet(() ->
                                Future.failedFuture(ApiError.unauthenticated("This key is not known to Passback."))));
    }

    private static Future<StoredManagementKey> usable(StoredManagementKey key) {
        return key.usable()
                ? Future.succeededFuture(key)
                : Future.failedFuture(ApiError.unauthenticated("This key is revoked or expired."));
    }

    private static Optional<String> bearer(RoutingContext ctx) {
        String header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
