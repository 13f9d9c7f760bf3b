package dev.passback.adminui.tenant;

import dev.passback.adminui.http.Cookies;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.ShownOnce;
import dev.passback.db.statistics.Statistics;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.TenantStore;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** The pages of tenants and keys and their actions, put together. */
public record Tenants(
        TenantListPage list,
        TenantPage page,
        NewKeyPage newKey,
        TenantCreateAction create,
        TenantLimitsAction limits,
        TenantSuspensionAction suspension,
        KeyCreateAction createKey,
        KeyRotateAction rotateKey,
        KeyRevokeAction revokeKey) {

    /** All of them on one pool. */
    public static Tenants on(Pool pool, Pages pages, Cookies cookies, Flashes flashes, InstantSource clock) {
        TenantStore tenants = new TenantStore(pool);
        KeyStore keys = new KeyStore(pool);
        ShownOnce shownOnce = new ShownOnce(cookies);
        TenantListPage list = new TenantListPage(tenants, pages, clock);
        TenantPage page = new TenantPage(tenants, keys, new Statistics(pool), pages, clock);
        return new Tenants(
                list,
                page,
                new NewKeyPage(tenants, keys, pages, shownOnce),
                new TenantCreateAction(tenants, list, flashes),
                new TenantLimitsAction(tenants, page, flashes),
                new TenantSuspensionAction(tenants, page, flashes),
                new KeyCreateAction(tenants, keys, page, shownOnce),
                new KeyRotateAction(tenants, keys, page, shownOnce, flashes),
                new KeyRevokeAction(tenants, keys, page, flashes));
    }
}
