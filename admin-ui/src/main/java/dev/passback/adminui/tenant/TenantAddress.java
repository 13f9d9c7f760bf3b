package dev.passback.adminui.tenant;

import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/** Where a tenant's page is, and which tenant an address is about. */
final class TenantAddress {

    private TenantAddress() {}

    static String of(String tenant) {
        return "/tenants/" + PathText.encoded(tenant);
    }

    /** The tenant of {@code /tenants/:name}; a 404 when there is none that the person may see. */
    static Future<TenantView> find(RoutingContext ctx, TenantStore tenants) {
        return tenants.view(PathText.of(ctx, "name"), Session.of(ctx).tenants())
                .map(found -> found.orElseThrow(() -> new HttpException(404)));
    }
}
