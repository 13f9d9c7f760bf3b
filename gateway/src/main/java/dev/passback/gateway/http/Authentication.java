package dev.passback.gateway.http;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantKey;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a tenant key into a {@link Caller}, or answers 401. To the router it is a security policy, so that it may stand before the
 * body is read.
 */
public final class Authentication implements SecurityPolicyHandler {

    private static final String CALLER = "caller";

    private final Function<TenantKey, Future<Caller>> keys;

    /**
     * A filter.
     *
     * @param keys tells whom a key identifies; fails with an {@link ApiError} if nobody
     */
    public Authentication(Function<TenantKey, Future<Caller>> keys) {
        this.keys = keys;
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
        admit(ctx, CALLER, keys.apply(shown.get()));
    }

    /** Goes on with whoever asks under this name in the context, or answers why not. The body waits meanwhile. */
    public static <C> void admit(RoutingContext ctx, String name, Future<C> who) {
        ctx.request().pause();
        who.onSuccess(caller -> {
                    ctx.request().resume();
                    ctx.put(name, caller);
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

    /** What stands behind {@code Bearer}. */
    public static Optional<String> bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
