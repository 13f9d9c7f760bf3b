package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.db.Page;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /tenants}: the services that send, by name; and the form for another one. */
public final class TenantListPage {

    private static final int SIZE = 50;

    /**
     * The page.
     *
     * @param more where the ones after these are
     * @param create the form, for who may create one
     */
    public record Model(Frame frame, List<Row> rows, Optional<String> more, Optional<Form> create) {}

    /** One line. */
    public record Row(String name, String href, Badge state, String limits, Moment created) {}

    private final TenantStore tenants;
    private final Pages pages;
    private final InstantSource clock;

    public TenantListPage(TenantStore tenants, Pages pages, InstantSource clock) {
        this.tenants = tenants;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        show(ctx, 200, Form.empty("create")).onFailure(ctx::fail);
    }

    /** Shows it with the form as it was filled in, and what is wrong with it. */
    Future<Void> showAgain(RoutingContext ctx, Form returned) {
        return show(ctx, 422, returned);
    }

    private Future<Void> show(RoutingContext ctx, int status, Form create) {
        SignedIn who = Session.of(ctx);
        return tenants.list(who.tenants(), PathText.parameter(ctx, "after"), SIZE)
                .onSuccess(page -> pages.show(ctx, status, "tenant/TenantListPage.jte", model(ctx, page, create)))
                .mapEmpty();
    }

    private Model model(RoutingContext ctx, Page<TenantView> page, Form create) {
        Instant now = clock.instant();
        Optional<String> more = page.more()
                ? Optional.of("/tenants?after="
                        + PathText.encoded(page.lines().getLast().tenant().name()))
                : Optional.empty();
        return new Model(
                pages.frame(ctx, "Tenants").in(Section.TENANTS),
                page.lines().stream().map(view -> row(view, now)).toList(),
                more,
                Optional.of(create).filter(form -> Session.of(ctx).runsAll()));
    }

    private static Row row(TenantView view, Instant now) {
        String name = view.tenant().name();
        return new Row(
                name,
                TenantAddress.of(name),
                TenantLooks.of(view),
                LimitsForm.words(view.limits()),
                Moment.of(view.createdAt(), now));
    }
}
