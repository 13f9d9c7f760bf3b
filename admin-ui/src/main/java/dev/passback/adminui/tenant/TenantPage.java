package dev.passback.adminui.tenant;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.form.Overlap;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.overview.SeriesChart;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.BarChart;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.core.staff.Role;
import dev.passback.core.tenant.Scope;
import dev.passback.db.Page;
import dev.passback.db.statistics.Range;
import dev.passback.db.statistics.Series;
import dev.passback.db.statistics.Statistics;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.KeyView;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /tenants/:name}: one service that sends: whether it may, how much, and with which keys. */
public final class TenantPage {

    private static final int SIZE = 50;

    /**
     * The page.
     *
     * @param moreKeys where the keys before these are
     * @param volume what it sent in the last 30 days
     * @param forms for who may change the tenant
     */
    public record Model(
            Frame frame,
            TenantView view,
            String href,
            Badge state,
            String limits,
            Optional<Moment> suspendedSince,
            Moment created,
            List<Key> keys,
            Optional<String> moreKeys,
            BarChart volume,
            Optional<Forms> forms) {

        /** How long what it sent is kept. */
        public String kept() {
            return KeepingWords.of(view);
        }

        public String integrations() {
            return "/integrations?tenant=" + PathText.encoded(view.tenant().name());
        }
    }

    /** The forms of the page. */
    public record Forms(Form limits, Form suspension, Form create) {}

    /**
     * One key; its secret is nowhere.
     *
     * @param rotate the form, if it can be rotated
     * @param revoke the form, if it can be revoked
     */
    public record Key(
            KeyView view,
            Badge state,
            String scopes,
            Moment created,
            Optional<Moment> lastUsed,
            Optional<Moment> ends,
            Optional<Form> rotate,
            Optional<Form> revoke) {

        /** Whether somebody asked for something with it that is still to be answered. */
        public boolean open() {
            return rotate.filter(Form::isWrong).isPresent()
                    || revoke.filter(Form::isWrong).isPresent();
        }
    }

    private final TenantStore tenants;
    private final KeyStore keys;
    private final Statistics statistics;
    private final Pages pages;
    private final InstantSource clock;

    public TenantPage(TenantStore tenants, KeyStore keys, Statistics statistics, Pages pages, InstantSource clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.statistics = statistics;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        TenantAddress.find(ctx, tenants)
                .compose(view -> show(ctx, 200, view, Optional.empty()))
                .onFailure(ctx::fail);
    }

    /** Shows it with a form that came back. */
    Future<Void> showAgain(RoutingContext ctx, TenantView view, Form returned) {
        return show(ctx, 422, view, Optional.of(returned));
    }

    private Future<Void> show(RoutingContext ctx, int status, TenantView view, Optional<Form> returned) {
        Future<Series> series =
                statistics.series(Range.MONTH, Optional.of(Set.of(view.tenant().id())));
        return keys.list(view.tenant().id(), PathText.parameter(ctx, "after"), SIZE)
                .compose(page -> series.onSuccess(sent ->
                        pages.show(ctx, status, "tenant/TenantPage.jte", model(ctx, view, page, sent, returned))))
                .mapEmpty();
    }

    private Model model(RoutingContext ctx, TenantView view, Page<KeyView> page, Series sent, Optional<Form> returned) {
        Instant now = clock.instant();
        String name = view.tenant().name();
        boolean admin = Session.of(ctx).role().includes(Role.ADMIN);
        return new Model(
                pages.frame(ctx, name).in(Section.TENANTS),
                view,
                TenantAddress.of(name),
                TenantLooks.of(view),
                LimitsForm.words(view.limits()),
                view.suspended().map(suspension -> Moment.of(suspension.since(), now)),
                Moment.of(view.createdAt(), now),
                page.lines().stream().map(key -> key(key, admin, returned, now)).toList(),
                page.more()
                        ? Optional.of(TenantAddress.of(name) + "?after="
                                + page.lines().getLast().id())
                        : Optional.empty(),
                SeriesChart.accepted(sent),
                admin ? Optional.of(forms(view, returned)) : Optional.empty());
    }

    private static Forms forms(TenantView view, Optional<Form> returned) {
        Form limits = LimitsForm.fill(Form.empty("limits").with("version", view.version()), view.limits());
        Form create = Form.empty("key").with("life", KeyLife.NO_END.word());
        for (Scope scope : Scope.values()) {
            create = create.with(scope.name(), "yes");
        }
        return new Forms(limits.or(returned), Form.empty("suspension").or(returned), create.or(returned));
    }

    private static Key key(KeyView view, boolean admin, Optional<Form> returned, Instant now) {
        boolean rotatable = admin && view.usable() && view.replacedBy().isEmpty();
        boolean revocable = admin && view.revokedAt().isEmpty();
        Form rotate = Form.empty("rotate-" + view.id()).with("overlap", Overlap.DAY.word());
        return new Key(
                view,
                TenantLooks.of(view),
                String.join(
                        ", ", view.scopes().stream().sorted().map(Scope::word).toList()),
                Moment.of(view.createdAt(), now),
                view.lastUsedAt().map(at -> Moment.of(at, now)),
                view.expiresAt().map(at -> Moment.of(at, now)),
                rotatable ? Optional.of(rotate.or(returned)) : Optional.empty(),
                revocable ? Optional.of(Form.empty("revoke-" + view.id()).or(returned)) : Optional.empty());
    }
}
