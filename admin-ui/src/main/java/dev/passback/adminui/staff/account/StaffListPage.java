package dev.passback.adminui.staff.account;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.core.staff.Role;
import dev.passback.db.Page;
import dev.passback.db.staff.StaffAccount;
import dev.passback.db.staff.StaffAccounts;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /staff}: who may sign in, by name; and the form for an account with a password. */
public final class StaffListPage {

    private static final int SIZE = 50;

    /**
     * The page.
     *
     * @param more where the ones after these are
     */
    public record Model(Frame frame, List<Row> rows, Optional<String> more, Form create) {}

    /** One line. */
    public record Row(StaffAccount account, String href, Badge state, String tenants, Optional<Moment> lastSignedIn) {}

    private final StaffAccounts accounts;
    private final Pages pages;
    private final InstantSource clock;

    public StaffListPage(StaffAccounts accounts, Pages pages, InstantSource clock) {
        this.accounts = accounts;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        Form create = Form.empty("create").with("role", Role.VIEWER.word()).with("sees", "all");
        show(ctx, 200, create).onFailure(ctx::fail);
    }

    /** Shows it with the form as it was filled in, and what is wrong with it. */
    Future<Void> showAgain(RoutingContext ctx, Form returned) {
        return show(ctx, 422, returned);
    }

    private Future<Void> show(RoutingContext ctx, int status, Form create) {
        return accounts.list(PathText.parameter(ctx, "after"), SIZE)
                .onSuccess(page -> pages.show(ctx, status, "staff/account/StaffListPage.jte", model(ctx, page, create)))
                .mapEmpty();
    }

    private Model model(RoutingContext ctx, Page<StaffAccount> page, Form create) {
        Instant now = clock.instant();
        return new Model(
                pages.frame(ctx, "Staff").in(Section.STAFF),
                page.lines().stream().map(account -> row(account, now)).toList(),
                page.more()
                        ? Optional.of("/staff?after="
                                + PathText.encoded(page.lines().getLast().name()))
                        : Optional.empty(),
                create);
    }

    private static Row row(StaffAccount account, Instant now) {
        return new Row(
                account,
                StaffAccountPage.address(account.name()),
                AccountLooks.of(account, now),
                AccountLooks.tenants(account),
                account.lastSignedInAt().map(at -> Moment.of(at, now)));
    }
}
