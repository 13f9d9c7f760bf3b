package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.Change;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /tenants/:name/limits}: sets how much a tenant may send. */
public final class TenantLimitsAction {

    private final TenantStore tenants;
    private final TenantPage page;
    private final Flashes flashes;

    public TenantLimitsAction(TenantStore tenants, TenantPage page, Flashes flashes) {
        this.tenants = tenants;
        this.page = page;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        TenantAddress.find(ctx, tenants).compose(view -> limit(ctx, view)).onFailure(ctx::fail);
    }

    private Future<Void> limit(RoutingContext ctx, TenantView view) {
        Fields fields = new Fields(ctx.request(), "limits");
        long version = fields.version();
        TenantLimits limits = LimitsForm.read(fields);
        if (fields.areWrong()) {
            return page.showAgain(ctx, view, fields.form());
        }
        return tenants.limit(view.tenant().id(), limits, version, Session.act(ctx, Optional.empty()))
                .compose(change -> switch (change) {
                    case Change.Changed done -> back(ctx, view, Flash.LIMITS_CHANGED);
                    case Change.Unchanged same -> back(ctx, view, Flash.LIMITS_CHANGED);
                    case Change.Stale stale -> page.showAgain(ctx, view, stale(fields, stale.version()));
                    case Change.NotThere gone -> Future.failedFuture(new HttpException(404));
                });
    }

    private static Form stale(Fields fields, long now) {
        fields.wrong(Form.WHOLE, Flash.STALE);
        return fields.form().with("version", now);
    }

    private Future<Void> back(RoutingContext ctx, TenantView view, Flash flash) {
        flashes.say(ctx, flash);
        Redirect.to(ctx, TenantAddress.of(view.tenant().name()));
        return Future.succeededFuture();
    }
}
