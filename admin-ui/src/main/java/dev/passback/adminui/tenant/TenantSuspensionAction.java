package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.db.Change;
import dev.passback.db.audit.Act;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code POST /tenants/:name/suspend} and {@code /resume}: takes nothing from a tenant any more, and takes that back. */
public final class TenantSuspensionAction {

    private final TenantStore tenants;
    private final TenantPage page;
    private final Flashes flashes;

    public TenantSuspensionAction(TenantStore tenants, TenantPage page, Flashes flashes) {
        this.tenants = tenants;
        this.page = page;
        this.flashes = flashes;
    }

    public void suspend(RoutingContext ctx) {
        TenantAddress.find(ctx, tenants).compose(view -> suspend(ctx, view)).onFailure(ctx::fail);
    }

    public void resume(RoutingContext ctx) {
        TenantAddress.find(ctx, tenants)
                .compose(view -> tenants.resume(view.tenant().id(), Session.act(ctx, Optional.empty()))
                        .compose(change -> back(ctx, view, change, Flash.RESUMED)))
                .onFailure(ctx::fail);
    }

    private Future<Void> suspend(RoutingContext ctx, TenantView view) {
        Fields fields = new Fields(ctx.request(), "suspension");
        String reason = fields.required("reason", "Nothing changed: say why, the tenant's people will ask.");
        fields.confirmed();
        if (fields.areWrong()) {
            return page.showAgain(ctx, view, fields.form());
        }
        Act act = Session.act(ctx, Optional.of(reason));
        return tenants.suspend(view.tenant().id(), act).compose(change -> back(ctx, view, change, Flash.SUSPENDED));
    }

    private Future<Void> back(RoutingContext ctx, TenantView view, Change change, Flash done) {
        flashes.say(ctx, change instanceof Change.Changed ? done : Flash.SO_ALREADY);
        Redirect.to(ctx, TenantAddress.of(view.tenant().name()));
        return Future.succeededFuture();
    }
}
