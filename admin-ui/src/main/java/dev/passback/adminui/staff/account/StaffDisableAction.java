package dev.passback.adminui.staff.account;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.db.Change;
import dev.passback.db.staff.StaffAccount;
import dev.passback.db.staff.StaffAccounts;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code POST /staff/:name/disable} and {@code /enable}: keeps somebody out, at once, and takes that back. */
public final class StaffDisableAction {

    private final StaffAccounts accounts;
    private final StaffAccountPage page;
    private final Flashes flashes;

    StaffDisableAction(StaffAccounts accounts, StaffAccountPage page, Flashes flashes) {
        this.accounts = accounts;
        this.page = page;
        this.flashes = flashes;
    }

    public void disable(RoutingContext ctx) {
        page.find(ctx).compose(account -> disable(ctx, account)).onFailure(ctx::fail);
    }

    public void enable(RoutingContext ctx) {
        page.find(ctx)
                .compose(account -> accounts.enable(account.name(), Session.act(ctx, Optional.empty()))
                        .onSuccess(change -> back(ctx, account, change, Flash.ENABLED)))
                .onFailure(ctx::fail);
    }

    private Future<Void> disable(RoutingContext ctx, StaffAccount account) {
        Fields fields = new Fields(ctx.request(), "disable");
        String reason = fields.text("reason");
        fields.confirmed();
        if (account.name().equals(Session.of(ctx).staff())) {
            fields.wrong(Form.WHOLE, "Nobody disables himself: ask another admin.");
        }
        if (fields.areWrong()) {
            page.showAgain(ctx, account, fields.form());
            return Future.succeededFuture();
        }
        return accounts.disable(account.name(), Session.act(ctx, Optional.of(reason)))
                .onSuccess(change -> back(ctx, account, change, Flash.DISABLED))
                .mapEmpty();
    }

    private void back(RoutingContext ctx, StaffAccount account, Change change, Flash done) {
        flashes.say(ctx, change instanceof Change.Changed ? done : Flash.SO_ALREADY);
        Redirect.to(ctx, StaffAccountPage.address(account.name()));
    }
}
