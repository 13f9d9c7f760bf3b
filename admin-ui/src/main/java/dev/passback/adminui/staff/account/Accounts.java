package dev.passback.adminui.staff.account;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.staff.Passwords;
import dev.passback.db.staff.StaffAccounts;
import dev.passback.db.tenant.TenantStore;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** The pages of staff and their actions, put together. */
public record Accounts(
        StaffListPage list,
        StaffAccountPage page,
        StaffCreateAction create,
        StaffChangeAction change,
        StaffDisableAction disable) {

    /** All of them on one pool. */
    public static Accounts on(Pool pool, Passwords passwords, Pages pages, Flashes flashes, InstantSource clock) {
        StaffAccounts accounts = new StaffAccounts(pool);
        AccessForm access = new AccessForm(new TenantStore(pool));
        StaffListPage list = new StaffListPage(accounts, pages, clock);
        StaffAccountPage page = new StaffAccountPage(accounts, pages, clock);
        return new Accounts(
                list,
                page,
                new StaffCreateAction(accounts, access, passwords, list, flashes),
                new StaffChangeAction(accounts, access, page, flashes),
                new StaffDisableAction(accounts, page, flashes));
    }
}
