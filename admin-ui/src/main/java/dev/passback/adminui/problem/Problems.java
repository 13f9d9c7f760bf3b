package dev.passback.adminui.problem;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.db.problem.CauseStore;
import dev.passback.db.problem.ProblemStore;
import dev.passback.db.tenant.TenantStore;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** The pages of problems and warnings and their actions, put together. */
public record Problems(
        ProblemListPage list,
        ProblemPage page,
        ProblemStateAction state,
        ExplainAction explainProblem,
        WarningListPage warnings,
        CausePage warning,
        ExplainAction explainWarning) {

    /** All of them on one pool. */
    public static Problems on(Pool pool, Pages pages, Flashes flashes, InstantSource clock) {
        ProblemStore problems = new ProblemStore(pool);
        CauseStore causes = new CauseStore(pool);
        ProblemPage page = new ProblemPage(problems, causes, pages, clock);
        CausePage warning = new CausePage(problems, causes, pages, clock);
        return new Problems(
                new ProblemListPage(new TenantStore(pool), problems, pages, clock),
                page,
                new ProblemStateAction(problems, page, flashes),
                new ExplainAction(causes, page, flashes),
                new WarningListPage(causes, pages, clock),
                warning,
                new ExplainAction(causes, warning, flashes));
    }
}
