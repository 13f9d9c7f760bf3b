package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.db.Acted;
import dev.passback.db.audit.Act;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /tenants/:name/keys/:key/revoke}: makes a key worth nothing, for ever. */
public final class KeyRevokeAction {

    private final TenantStore tenants;
    private final KeyStore keys;
    private final TenantPage page;
    private final Flashes flashes;

    public KeyRevokeAction(TenantStore tenants, KeyStore keys, TenantPage page, Flashes flashes) {
        this.tenants = tenants;
        this.keys = keys;
        this.page = page;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        TenantAddress.find(ctx, tenants).compose(view -> revoke(ctx, view)).onFailure(ctx::fail);
    }

    private Future<Void> revoke(RoutingContext ctx, TenantView view) {
        String id = PathText.of(ctx, "key");
        Fields fields = new Fields(ctx.request(), "revoke-" + id);
        String reason = fields.text("reason");
        fields.confirmed();
        if (fields.areWrong()) {
            return page.showAgain(ctx, view, fields.form());
        }
        Act act = Session.act(ctx, Optional.of(reason));
        return keys.revoke(view.tenant().id(), id, act).compose(acted -> {
            if (acted == Acted.NOT_THERE) {
                return Future.failedFuture(new HttpException(404));
            }
            flashes.say(ctx, acted == Acted.DONE ? Flash.KEY_REVOKED : Flash.SO_ALREADY);
            Redirect.to(ctx, TenantAddress.of(view.tenant().name()));
            return Future.succeededFuture();
        });
    }
}
