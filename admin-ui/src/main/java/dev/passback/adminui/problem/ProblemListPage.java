package dev.passback.adminui.problem;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Page;
import dev.passback.db.problem.ProblemStore;
import dev.passback.db.problem.ProblemView;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /problems}: failures and warnings, grouped; those met last first. */
public final class ProblemListPage {

    private static final int SIZE = 50;

    /**
     * The page.
     *
     * @param older where the ones after these are
     */
    public record Model(Frame frame, Form filter, boolean filtered, List<ProblemRow> rows, Optional<String> older) {}

    private final TenantStore tenants;
    private final ProblemStore problems;
    private final Pages pages;
    private final InstantSource clock;

    ProblemListPage(TenantStore tenants, ProblemStore problems, Pages pages, InstantSource clock) {
        this.tenants = tenants;
        this.problems = problems;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        ProblemQuery query = ProblemQuery.read(ctx);
        within(ctx, query)
                .compose(within -> problems.list(query.filter(within), query.after(), SIZE))
                .onSuccess(page -> pages.show(ctx, "problem/ProblemListPage.jte", model(ctx, query, page)))
                .onFailure(ctx::fail);
    }

    /** What the person may see, or the one tenant of it that the filter names; a tenant that is not there has no problems. */
    private Future<Optional<Set<TenantId>>> within(RoutingContext ctx, ProblemQuery query) {
        Optional<Set<TenantId>> seen = Session.of(ctx).tenants();
        return query.tenant()
                .map(name -> tenants.view(name, seen)
                        .map(found -> Optional.of(
                                found.map(view -> Set.of(view.tenant().id())).orElse(Set.of()))))
                .orElseGet(() -> Future.succeededFuture(seen));
    }

    private Model model(RoutingContext ctx, ProblemQuery query, Page<ProblemView> page) {
        Instant now = clock.instant();
        return new Model(
                pages.frame(ctx, "Problems").in(Section.PROBLEMS),
                query.form(),
                query.isFiltered(),
                page.lines().stream().map(view -> ProblemRow.of(view, now)).toList(),
                page.more() ? Optional.of(query.after(page.lines().getLast())) : Optional.empty());
    }
}
