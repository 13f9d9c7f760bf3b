package dev.passback.adminui.staff.account;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.adminui.staff.Passwords;
import dev.passback.adminui.staff.account.AccessForm.Access;
import dev.passback.core.credential.Secret;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.StaffName;
import dev.passback.db.Failures;
import dev.passback.db.staff.StaffAccounts;
import dev.passback.db.staff.StaffMember;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code POST /staff}: makes an account with a password. */
public final class StaffCreateAction {

    private static final int LONGEST_PASSWORD = 500;

    private final StaffAccounts accounts;
    private final AccessForm access;
    private final Passwords passwords;
    private final StaffListPage page;
    private final Flashes flashes;

    StaffCreateAction(
            StaffAccounts accounts, AccessForm access, Passwords passwords, StaffListPage page, Flashes flashes) {
        this.accounts = accounts;
        this.access = access;
        this.passwords = passwords;
        this.page = page;
        this.flashes = flashes;
    }

    public void submit(RoutingContext ctx) {
        Fields fields = new Fields(ctx.request(), "create");
        String name = fields.text("name");
        if (StaffName.read(name).isEmpty()) {
            fields.wrong("name", "A name " + StaffName.RULE + ".");
        }
        Secret password = new Secret(fields.secret("password"));
        int length = password.reveal().length();
        if (length < PasswordHash.SHORTEST || length > LONGEST_PASSWORD) {
            fields.wrong("password", "Must have at least " + PasswordHash.SHORTEST + " characters.");
        }
        access.read(fields)
                .compose(read -> read.isPresent()
                        ? create(ctx, fields, name, password, read.get())
                        : page.showAgain(ctx, fields.form()))
                .onFailure(ctx::fail);
    }

    private Future<Void> create(RoutingContext ctx, Fields fields, String name, Secret password, Access may) {
        return passwords
                .hash(password)
                .compose(hash -> accounts.create(
                        new StaffMember(name, may.role(), hash), may.tenants(), Session.act(ctx, Optional.empty())))
                .onSuccess(made -> {
                    flashes.say(ctx, Flash.STAFF_CREATED);
                    Redirect.to(ctx, StaffAccountPage.address(name));
                })
                .recover(failure -> {
                    if (!Failures.isDuplicate(failure)) {
                        return Future.failedFuture(failure);
                    }
                    fields.wrong("name", "There is somebody of this name already.");
                    return page.showAgain(ctx, fields.form());
                });
    }
}
