package dev.passback.gateway.manage;

import dev.passback.core.tenant.ManagementCaller;
import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.Authentication;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns a management key into who asks, or answers 401. To the router it is a security policy, so that it may stand before the body
 * is read.
 */
public final class ManagementAuthentication implements SecurityPolicyHandler {

    private static final String CALLER = "management key";

    private final Function<ManagementKey, Future<ManagementCaller>> keys;

    /**
     * A filter.
     *
     * @param keys tells whom a key identifies; fails with an {@link ApiError} if nobody
     */
    public ManagementAuthentication(Function<ManagementKey, Future<ManagementCaller>> keys) {
        this.keys = keys;
    }

    /** Whose key it is; only behind this filter. */
    static ManagementCaller caller(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.get(CALLER), "a route without the filter ManagementAuthentication");
    }

    @Override
    public void handle(RoutingContext ctx) {
        Optional<ManagementKey> shown = Authentication.bearer(ctx.request().getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(ManagementKey::parse);
        if (shown.isEmpty()) {
            ctx.fail(ApiError.unauthenticated(
                    "Send a management key as \"Authorization: Bearer pbm_...\"; ./passback management-key create makes one. "
                            + "A tenant's key opens nothing here."));
            return;
        }
        Authentication.admit(ctx, CALLER, keys.apply(shown.get()));
    }

    /** A filter behind this one that lets a key through only if it has the scope. */
    static SecurityPolicyHandler needs(ManagementScope scope) {
        return ctx -> {
            if (caller(ctx).may(scope)) {
                ctx.next();
            } else {
                ctx.fail(ApiError.forbidden("This key lacks the scope " + scope.word() + "."));
            }
        };
    }
}
