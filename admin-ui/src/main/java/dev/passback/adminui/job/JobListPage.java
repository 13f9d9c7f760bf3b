package dev.passback.adminui.job;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.core.staff.Role;
import dev.passback.db.Page;
import dev.passback.db.job.Job;
import dev.passback.db.job.JobStore;
import dev.passback.db.staff.SignedIn;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /jobs}: those under way first, then those that are over, the newest first. */
public final class JobListPage {

    private static final int MOST_OPEN = 50;
    private static final int SIZE = 50;

    /**
     * The page.
     *
     * @param older where the ones after these are
     * @param mayMake whether the person may ask for one
     */
    public record Model(Frame frame, List<JobRow> open, List<JobRow> over, Optional<String> older, boolean mayMake) {}

    private final JobStore jobs;
    private final Pages pages;
    private final InstantSource clock;

    JobListPage(JobStore jobs, Pages pages, InstantSource clock) {
        this.jobs = jobs;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        SignedIn who = Session.of(ctx);
        Future<Page<Job>> open = jobs.open(who.tenants(), MOST_OPEN);
        Future<Page<Job>> over =
                jobs.over(who.tenants(), PathText.parameter(ctx, "before").flatMap(JobAddress::id), SIZE);
        Future.all(open, over)
                .onSuccess(both -> pages.show(ctx, "job/JobListPage.jte", model(ctx, open.result(), over.result())))
                .onFailure(ctx::fail);
    }

    private Model model(RoutingContext ctx, Page<Job> open, Page<Job> over) {
        Instant now = clock.instant();
        return new Model(
                pages.frame(ctx, "Jobs").in(Section.JOBS),
                rows(open, now),
                rows(over, now),
                over.more()
                        ? Optional.of("/jobs?before=" + over.lines().getLast().id())
                        : Optional.empty(),
                Session.of(ctx).role().includes(Role.SUPPORT));
    }

    private static List<JobRow> rows(Page<Job> page, Instant now) {
        return page.lines().stream().map(job -> JobRow.of(job, now)).toList();
    }
}
