package dev.passback.adminui.job;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.submission.Looks;
import dev.passback.core.job.JobAct;
import dev.passback.core.job.JobState;
import dev.passback.core.staff.Role;
import dev.passback.db.Page;
import dev.passback.db.job.Job;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.Unchanged;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /jobs/:id}: how far it has come, and what came of it. */
public final class JobPage {

    private static final int SIZE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * The page.
     *
     * @param list the list of what the query finds now
     * @param more where the ones after these unchanged ones are
     * @param file what it wrote, if it is an export and done
     * @param mayCancel whether the person may end it
     */
    public record Model(
            Frame frame,
            Job job,
            Badge state,
            String title,
            String progress,
            String next,
            String who,
            Times times,
            String list,
            List<Row> unchanged,
            Optional<String> more,
            Optional<JobFile> file,
            boolean mayCancel) {

        public String number(int count) {
            return JobLooks.number(count);
        }

        /** Whether it is known how many there are, so that a bar says something. */
        public boolean bounded() {
            return !job.state().over()
                    && !job.counts().expectedMore()
                    && job.counts().expected() > 0;
        }
    }

    /** When. */
    public record Times(Moment made, Optional<Moment> started, Optional<Moment> ended) {}

    /** A submission on which it changed nothing. */
    public record Row(String id, String href, String tenant, Badge found, String why) {}

    private final JobStore jobs;
    private final Pages pages;
    private final InstantSource clock;

    JobPage(JobStore jobs, Pages pages, InstantSource clock) {
        this.jobs = jobs;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        JobAddress.find(ctx, jobs)
                .compose(job -> jobs.unchanged(
                                job.id(), PathText.parameter(ctx, "after").flatMap(JobAddress::id), SIZE)
                        .onSuccess(page -> pages.show(ctx, "job/JobPage.jte", model(ctx, job, page))))
                .onFailure(ctx::fail);
    }

    private Model model(RoutingContext ctx, Job job, Page<Unchanged> unchanged) {
        Instant now = clock.instant();
        String title = JobLooks.title(job.act());
        return new Model(
                pages.frame(ctx, "Job: " + title).in(Section.JOBS),
                job,
                JobLooks.of(job.state()),
                title,
                JobLooks.progress(job),
                next(job, now),
                JobLooks.who(job.actor()),
                times(job, now),
                "/submissions?q=" + PathText.encoded(job.query()),
                unchanged.lines().stream().map(line -> row(job, line)).toList(),
                unchanged.more()
                        ? Optional.of("/jobs/" + job.id() + "?after="
                                + unchanged.lines().getLast().id())
                        : Optional.empty(),
                JobFile.of(job, now),
                !job.state().over() && Session.of(ctx).role().includes(Role.SUPPORT));
    }

    private static Times times(Job job, Instant now) {
        return new Times(
                Moment.of(job.times().created(), now),
                job.times().started().map(at -> Moment.of(at, now)),
                job.times().ended().map(at -> Moment.of(at, now)));
    }

    private static String next(Job job, Instant now) {
        JobState state = job.state();
        return switch (state) {
            case WAITING -> "It begins as soon as a gateway node takes it up, which takes a second or two.";
            case RUNNING -> running(job, now);
            case DONE -> done(job.act());
            case CANCELLED ->
                "Ended by " + job.endedBy().map(JobLooks::who).orElse("somebody")
                        + ". What was done before stays done; the rest was not touched.";
            case FAILED ->
                "Given up: the database refused it again and again ("
                        + job.failure().orElse("no reason is known") + "). What was done before stays done.";
        };
    }

    private static String running(Job job, Instant now) {
        return stands(job, now)
                ? "Nothing has come of it since it was taken up over a minute ago. The logs of the gateway nodes tell why."
                : "It goes on by itself, " + job.rate() + " a second at the most. You may leave this page.";
    }

    private static String done(JobAct act) {
        if (act.exports()) {
            return "All that matched is in the file.";
        }
        return "Each submission that matched had its turn"
                + (act.sends() ? ", and is sent at the pace of its integration." : ".");
    }

    /** A batch takes seconds: something is wrong where none has come to its end. */
    private static boolean stands(Job job, Instant now) {
        return job.counts().chosen() == 0
                && job.times()
                        .started()
                        .filter(at -> at.toInstant().isBefore(now.minus(PATIENCE)))
                        .isPresent();
    }

    private static Row row(Job job, Unchanged line) {
        return new Row(
                line.id().toString(),
                "/submissions/" + line.id(),
                line.tenant(),
                Looks.of(line.found()),
                JobLooks.why(job.act(), line));
    }
}
