package dev.passback.adminui.staff.account;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.db.staff.StaffAccount;
import dev.passback.db.staff.StaffAccounts;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@code /staff/:name}: one member: role, tenants, and whether the person may sign in. */
public final class StaffAccountPage {

    /**
     * The page.
     *
     * @param oneself whether it is the account of who looks at it: nobody takes away his own rights
     */
    public record Model(
            Frame frame,
            StaffAccount account,
            String href,
            Badge state,
            String tenants,
            Optional<Moment> lastSignedIn,
            Optional<Moment> closedUntil,
            Moment created,
            boolean oneself,
            Form access,
            Form disable) {}

    private final StaffAccounts accounts;
    private final Pages pages;
    private final InstantSource clock;

    public StaffAccountPage(StaffAccounts accounts, Pages pages, InstantSource clock) {
        this.accounts = accounts;
        this.pages = pages;
        this.clock = clock;
    }

    static String address(String name) {
        return "/staff/" + PathText.encoded(name);
    }

    public void show(RoutingContext ctx) {
        find(ctx)
                .onSuccess(account -> show(ctx, 200, account, Optional.empty()))
                .onFailure(ctx::fail);
    }

    /** Shows it with a form that came back. */
    void showAgain(RoutingContext ctx, StaffAccount account, Form returned) {
        show(ctx, 422, account, Optional.of(returned));
    }

    /** The member of {@code /staff/:name}. */
    Future<StaffAccount> find(RoutingContext ctx) {
        return accounts.find(PathText.of(ctx, "name")).map(found -> found.orElseThrow(() -> new HttpException(404)));
    }

    private void show(RoutingContext ctx, int status, StaffAccount account, Optional<Form> returned) {
        pages.show(ctx, status, "staff/account/StaffAccountPage.jte", model(ctx, account, returned));
    }

    private Model model(RoutingContext ctx, StaffAccount account, Optional<Form> returned) {
        Instant now = clock.instant();
        return new Model(
                pages.frame(ctx, account.name()).in(Section.STAFF),
                account,
                address(account.name()),
                AccountLooks.of(account, now),
                AccountLooks.tenants(account),
                account.lastSignedInAt().map(at -> Moment.of(at, now)),
                account.lockedUntil().filter(at -> at.toInstant().isAfter(now)).map(at -> Moment.of(at, now)),
                Moment.of(account.createdAt(), now),
                account.name().equals(Session.of(ctx).staff()),
                AccessForm.fill(Form.empty("access"), account).or(returned),
                Form.empty("disable").or(returned));
    }
}
