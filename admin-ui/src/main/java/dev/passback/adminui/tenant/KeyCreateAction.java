package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.http.ShownOnce;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** {@code POST /tenants/:name/keys}: makes a key and leads to where it is shown once. */
public final class KeyCreateAction {

    private final TenantStore tenants;
    private final KeyStore keys;
    private final TenantPage page;
    private final ShownOnce shownOnce;

    public KeyCreateAction(TenantStore tenants, KeyStore keys, TenantPage page, ShownOnce shownOnce) {
        this.tenants = tenants;
        this.keys = keys;
        this.page = page;
        this.shownOnce = shownOnce;
    }

    public void submit(RoutingContext ctx) {
        TenantAddress.find(ctx, tenants).compose(view -> create(ctx, view)).onFailure(ctx::fail);
    }

    private Future<Void> create(RoutingContext ctx, TenantView view) {
        Fields fields = new Fields(ctx.request(), "key");
        String label = fields.required("label", "Say where the key will be used, so that others know it later.");
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Scope scope : Scope.values()) {
            if (fields.ticked(scope.name())) {
                scopes.add(scope);
            }
        }
        if (scopes.isEmpty()) {
            fields.wrong("scopes", "A key must be allowed to do something.");
        }
        Optional<KeyLife> life = KeyLife.ofWord(fields.text("life"));
        if (life.isEmpty()) {
            fields.wrong("life", "Choose one of these.");
        }
        if (fields.areWrong() || life.isEmpty()) {
            return page.showAgain(ctx, view, fields.form());
        }
        TenantKey key = TenantKey.generate();
        return keys.create(
                        view.tenant().id(), key, label, scopes, life.get().length(), Session.act(ctx, Optional.empty()))
                .onSuccess(made -> shownOnce.leadTo(
                        ctx, NewKeyPage.address(view.tenant().name(), key.id()), key.id(), key.text()));
    }
}
