package dev.passback.gateway.manage;

import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Failures;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.BodyReader;
import dev.passback.gateway.http.QueryReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What all management requests have in common. */
final class Requests {

    /** The field that says why. */
    static final String REASON = "reason";

    private static final int LONGEST_REASON = 500;

    private Requests() {}

    /** Who acts, and why: the field {@code reason} of the body, which may be absent. */
    static Act act(RoutingContext ctx, BodyReader body) {
        Optional<String> reason = body.text(REASON, LONGEST_REASON);
        SocketAddress remote = ctx.request().remoteAddress();
        return new Act(
                "management-key:" + ManagementAuthentication.caller(ctx).id(),
                reason,
                remote == null ? "unknown" : remote.hostAddress());
    }

    /**
     * A part of the path, as the caller meant it.
     *
     * @throws ApiError 404 for a text that nothing here can be called
     */
    static String path(RoutingContext ctx, String name) {
        String text = String.valueOf(ctx.pathParam(name));
        // PostgreSQL takes no NUL, and no lone surrogate can be sent to it
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw ApiError.notFound("Nothing here has a name with control characters.");
        }
        return text;
    }

    /** What the database said; an outage is a 503. */
    static <T> Future<T> asked(Future<T> future) {
        return future.recover(
                failure -> Future.failedFuture(Failures.isUnavailable(failure) ? ApiError.unavailable() : failure));
    }

    /** The tenant that the path names. */
    static Future<TenantId> tenant(TenantStore tenants, RoutingContext ctx) {
        String name = path(ctx, "tenant");
        return asked(tenants.find(name))
                .compose(found -> found(found, noTenant(name)))
                .map(Tenant::id);
    }

    static String noTenant(String name) {
        return "There is no tenant " + QueryReader.quoted(name) + ".";
    }

    static <T> Future<T> found(Optional<T> something, String absent) {
        return something.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(ApiError.notFound(absent)));
    }

    static List<String> unless(boolean changed, String otherwise) {
        return changed ? List.of() : List.of("Nothing was changed: " + otherwise + ".");
    }

    /** A page as callers get it. */
    static <T> JsonObject json(Page<T> page, Function<T, JsonObject> line, Function<T, String> cursor) {
        return new JsonObject()
                .put("results", new JsonArray(page.lines().stream().map(line).toList()))
                .put(
                        "next",
                        page.more() ? PageQuery.cursor(cursor.apply(page.lines().getLast())) : null);
    }
}
