package dev.passback.adminui.problem;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Count;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.core.problem.CauseId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.staff.Role;
import dev.passback.db.Page;
import dev.passback.db.problem.CauseStore;
import dev.passback.db.problem.ProblemFilter;
import dev.passback.db.problem.ProblemStore;
import dev.passback.db.problem.ProblemView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /warnings/:id}: one kind of warning, what it means, and which integrations meet it. */
public final class CausePage implements ExplainAction.Explained {

    private static final int SIZE = 100;

    /**
     * The page.
     *
     * @param newest the problem that was met last
     * @param more whether more integrations meet it than are shown
     */
    public record Model(
            Frame frame, ProblemView newest, List<ProblemRow> rows, boolean more, ExplanationPart explanation) {

        public String hit() {
            long tenants = rows.stream()
                    .map(row -> row.view().tenant().id())
                    .distinct()
                    .count();
            return "Met on " + (more ? "more than " : "") + Count.of(rows.size(), "integration") + " of "
                    + Count.of(tenants, "tenant") + ".";
        }
    }

    private final ProblemStore problems;
    private final CauseStore causes;
    private final Pages pages;
    private final InstantSource clock;

    CausePage(ProblemStore problems, CauseStore causes, Pages pages, InstantSource clock) {
        this.problems = problems;
        this.causes = causes;
        this.pages = pages;
        this.clock = clock;
    }

    private Future<Page<ProblemView>> find(RoutingContext ctx) {
        CauseId id = Optional.ofNullable(ctx.pathParam("id"))
                .flatMap(CauseId::parse)
                .filter(cause -> cause.kind() == ProblemKind.WARNING)
                .orElseThrow(() -> new HttpException(404));
        return problems.list(ProblemFilter.of(id, Session.of(ctx).tenants()), Optional.empty(), SIZE)
                .map(page -> Optional.of(page)
                        .filter(found -> !found.lines().isEmpty())
                        .orElseThrow(() -> new HttpException(404)));
    }

    @Override
    public Future<CauseId> cause(RoutingContext ctx) {
        return find(ctx).map(page -> page.lines().getFirst().cause());
    }

    @Override
    public String path(RoutingContext ctx) {
        return "/warnings/" + ctx.pathParam("id");
    }

    public void show(RoutingContext ctx) {
        show(ctx, 200, Optional.empty());
    }

    @Override
    public void showAgain(RoutingContext ctx, Form returned) {
        show(ctx, 422, Optional.of(returned));
    }

    private void show(RoutingContext ctx, int status, Optional<Form> returned) {
        find(ctx)
                .compose(page -> causes.explanation(page.lines().getFirst().cause())
                        .map(explanation -> model(ctx, page, explanation, returned)))
                .onSuccess(model -> pages.show(ctx, status, "problem/CausePage.jte", model))
                .onFailure(ctx::fail);
    }

    private Model model(
            RoutingContext ctx,
            Page<ProblemView> page,
            Optional<CauseStore.Explanation> explanation,
            Optional<Form> returned) {
        Instant now = clock.instant();
        boolean mayWrite = Session.of(ctx).role().includes(Role.SUPPORT);
        ProblemView newest = page.lines().getFirst();
        return new Model(
                pages.frame(ctx, "Warning").in(Section.WARNINGS),
                newest,
                page.lines().stream().map(view -> ProblemRow.of(view, now)).toList(),
                page.more(),
                ExplanationPart.of(
                        explanation,
                        mayWrite ? Optional.of("/warnings/" + newest.cause() + "/explanation") : Optional.empty(),
                        returned,
                        now));
    }
}
