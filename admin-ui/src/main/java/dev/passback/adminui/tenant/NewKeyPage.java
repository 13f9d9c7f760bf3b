package dev.passback.adminui.tenant;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.ShownOnce;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.core.credential.Secret;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.KeyView;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code /tenants/:name/keys/:key}: shows a new key, once. */
public final class NewKeyPage {

    /**
     * The page.
     *
     * @param key nothing when it was shown before
     * @param back where the tenant's page is
     */
    public record Model(Frame frame, TenantView tenant, KeyView view, Optional<Secret> key, String back) {}

    private final TenantStore tenants;
    private final KeyStore keys;
    private final Pages pages;
    private final ShownOnce shownOnce;

    public NewKeyPage(TenantStore tenants, KeyStore keys, Pages pages, ShownOnce shownOnce) {
        this.tenants = tenants;
        this.keys = keys;
        this.pages = pages;
        this.shownOnce = shownOnce;
    }

    static String address(String tenant, String key) {
        return TenantAddress.of(tenant) + "/keys/" + PathText.encoded(key);
    }

    public void show(RoutingContext ctx) {
        String id = PathText.of(ctx, "key");
        TenantAddress.find(ctx, tenants)
                .compose(tenant -> keys.find(tenant.tenant().id(), id)
                        .map(found -> found.orElseThrow(() -> new HttpException(404)))
                        .onSuccess(key -> show(ctx, tenant, key)))
                .onFailure(ctx::fail);
    }

    private void show(RoutingContext ctx, TenantView tenant, KeyView key) {
        Frame frame = pages.frame(ctx, "Key " + key.id()).in(Section.TENANTS);
        String back = TenantAddress.of(tenant.tenant().name());
        pages.show(ctx, "tenant/NewKeyPage.jte", new Model(frame, tenant, key, shownOnce.take(ctx, key.id()), back));
    }
}
