package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.core.tenant.TenantName;
import dev.passback.db.Failures;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code POST /tenants}: creates one. */
public final class TenantCreateAction {

    private final TenantStore tenants;
    private final TenantListPage page;
    private final Flashes flashes;

    public TenantCreateAction(TenantStore tenants, TenantListPage page, Flashes flashes) {
        this.tenants = tenants;
        this.page = page;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        Fields fields = new Fields(ctx.request(), "create");
        String name = fields.text("name");
        if (TenantName.read(name).isEmpty()) {
            fields.wrong("name", "A name " + TenantName.RULE + ".");
        }
        TenantLimits limits = LimitsForm.read(fields);
        if (fields.areWrong()) {
            page.showAgain(ctx, fields.form()).onFailure(ctx::fail);
            return;
        }
        tenants.create(name, limits, Session.act(ctx, Optional.empty()))
                .onSuccess(made -> {
                    flashes.say(ctx, Flash.TENANT_CREATED);
                    Redirect.to(ctx, TenantAddress.of(name));
                })
                .<Void>mapEmpty()
                .recover(failure -> {
                    if (!Failures.isDuplicate(failure)) {
                        return Future.failedFuture(failure);
                    }
                    fields.wrong("name", "There is a tenant of this name already.");
                    return page.showAgain(ctx, fields.form());
                })
                .onFailure(ctx::fail);
    }
}
