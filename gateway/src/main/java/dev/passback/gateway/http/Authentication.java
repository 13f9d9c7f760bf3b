package dev.passback.gateway.http;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.tenant.StoredKey;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.cache.Cache;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a tenant key into a {@link Caller}, or answers 401. A revoked key is refused within a second. To the router it is a
 * security policy, so that it may stand before the body is read.
 */
public final class Authentication implements SecurityPolicyHandler {

    private static final String CALLER = "caller";
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Cache<String, Optional<StoredKey>> keys;

    public Authentication(TenantStore tenants) {
        this.keys = new Cache<>(KEPT, tenants::findKey);
    }

    /** Who asks; only behind this filter. */
    public static Caller caller(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.get(CALLER), "a route without the filter Authentication");
    }

    @Override
    public void handle(RoutingContext ctx) {
        Optional<TenantKey> shown =
                bearer(ctx.request().getHeader(HttpHeaders.AUTHORIZATION)).flatMap(TenantKey::parse);
        if (shown.isEmpty()) {
            ctx.fail(ApiError.unauthenticated(
                    "Send a key of Passback as \"Authorization: Bearer pbk_...\"; ./passback key create makes one."));
            return;
        }
        // An outage must not look like a wrong key.
        ctx.request().pause();
        callerOf(shown.get())
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
    public static SecurityPolicyHandler needs(Scope scope) {
        return ctx -> {
            if (caller(ctx).may(scope)) {
                ctx.next();
            } else {
                ctx.fail(ApiError.forbidden("This key lacks the scope " + scope.word() + "."));
            }
        };
    }

    private Future<Caller> callerOf(TenantKey shown) {
        return keys.get(shown.id())
                .recover(down -> Future.failedFuture(ApiError.unavailable()))
                .compose(stored -> stored.filter(key -> shown.matches(key.hash().getBytes()))
                        .map(Authentication::usable)
                        .orElseGet(() ->
                                Future.failedFuture(ApiError.unauthenticated("This key is not known to Passback."))));
    }

    private static Future<Caller> usable(StoredKey key) {
        return key.usable()
                ? Future.succeededFuture(key.caller())
                : Future.failedFuture(ApiError.unauthenticated("This key is revoked or expired."));
    }

    static Optional<String> bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
