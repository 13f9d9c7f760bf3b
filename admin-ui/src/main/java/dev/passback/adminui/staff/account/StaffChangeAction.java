package dev.passback.adminui.staff.account;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.adminui.staff.account.AccessForm.Access;
import dev.passback.db.Change;
import dev.passback.db.staff.StaffAccount;
import dev.passback.db.staff.StaffAccounts;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /staff/:name/access}: sets role and tenants; all sessions of the person end with that. */
public final class StaffChangeAction {

    private final StaffAccounts accounts;
    private final AccessForm access;
    private final StaffAccountPage page;
    private final Flashes flashes;

    StaffChangeAction(StaffAccounts accounts, AccessForm access, StaffAccountPage page, Flashes flashes) {
        this.accounts = accounts;
        this.access = access;
        this.page = page;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        page.find(ctx).compose(account -> change(ctx, account)).onFailure(ctx::fail);
    }

    private Future<Void> change(RoutingContext ctx, StaffAccount account) {
        Fields fields = new Fields(ctx.request(), "access");
        long version = fields.version();
        if (account.name().equals(Session.of(ctx).staff())) {
            fields.wrong(Form.WHOLE, "Nobody changes his own rights: ask another admin.");
        }
        return access.read(fields).compose(read -> {
            if (read.isEmpty()) {
                page.showAgain(ctx, account, fields.form());
                return Future.succeededFuture();
            }
            return change(ctx, account, fields, version, read.get());
        });
    }

    private Future<Void> change(RoutingContext ctx, StaffAccount account, Fields fields, long version, Access may) {
        return accounts.change(account.name(), may.role(), may.tenants(), version, Session.act(ctx, Optional.empty()))
                .compose(change -> switch (change) {
                    case Change.Changed done -> back(ctx, account);
                    case Change.Unchanged same -> back(ctx, account);
                    case Change.Stale stale -> {
                        fields.wrong(Form.WHOLE, Flash.STALE);
                        page.showAgain(ctx, account, fields.form().with("version", stale.version()));
                        yield Future.succeededFuture();
                    }
                    case Change.NotThere gone -> Future.failedFuture(new HttpException(404));
                });
    }

    private Future<Void> back(RoutingContext ctx, StaffAccount account) {
        flashes.say(ctx, Flash.STAFF_CHANGED);
        Redirect.to(ctx, StaffAccountPage.address(account.name()));
        return Future.succeededFuture();
    }
}
