package dev.passback.adminui.job;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.submission.SubmissionRow;
import dev.passback.core.job.JobAct;
import dev.passback.db.job.Selection;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SearchTooLong;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /jobs/new?q=...}: which submissions match, what each act would do to them, and the form that asks for it. */
public final class NewJobPage {

    static final int DEFAULT_RATE = 10;
    static final int HIGHEST_RATE = 100;

    /** Nothing is sent, so it may be higher. */
    static final int EXPORT_RATE = 2_000;

    private static final int SHOWN = 5;

    /**
     * The page.
     *
     * @param query which ones, in the words of the list
     * @param first the newest of them
     * @param objection why the query chooses nothing, if it cannot be read or takes too long
     */
    public record Model(
            Frame frame,
            String query,
            JobPreview preview,
            List<SubmissionRow> first,
            Form form,
            Optional<String> objection) {

        /** The list of what it chooses. */
        public String list() {
            return "/submissions?q=" + PathText.encoded(query);
        }

        public int rate() {
            return DEFAULT_RATE;
        }

        /** How long it takes at the rate that stands in the form at first. */
        public String takes() {
            int seconds = Math.max(1, preview.counted() / DEFAULT_RATE);
            String time = seconds < 120 ? seconds + " s" : seconds / 60 + " min";
            return preview.more() ? "more than " + time : "about " + time;
        }
    }

    private final Selection selection;
    private final Pages pages;
    private final InstantSource clock;

    NewJobPage(Selection selection, Pages pages, InstantSource clock) {
        this.selection = selection;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        String query = query(ctx.queryParams().get("q"));
        found(ctx, query)
                .onSuccess(page -> show(ctx, 200, query, page, fresh(ctx, JobPreview.of(page)), Optional.empty()))
                .onFailure(failure -> refuse(ctx, query, failure));
    }

    /** With the form as it was filled in, and what is wrong with it. */
    void showAgain(RoutingContext ctx, String query, SubmissionPage page, Form returned) {
        show(ctx, 422, query, page, returned, Optional.empty());
    }

    /** A query that cannot be read, or takes too long, is told so; there is no form then. */
    void refuse(RoutingContext ctx, String query, Throwable failure) {
        Optional<String> objection = failure instanceof IllegalArgumentException
                ? Optional.of("This search cannot be read: " + failure.getMessage())
                : Optional.of("This search takes too long. Name a tenant or an age as well, such as age:<7d")
                        .filter(words -> SearchTooLong.is(failure));
        if (objection.isPresent()) {
            SubmissionPage none = new SubmissionPage(List.of(), false, false);
            show(ctx, 400, query, none, Form.empty("job"), objection);
        } else {
            ctx.fail(failure);
        }
    }

    static String query(@Nullable String text) {
        // never cut: that would choose others
        return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** What matches now of what the person may see, the newest first. */
    Future<SubmissionPage> found(RoutingContext ctx, String query) {
        return selection.page(query, Session.of(ctx).tenants(), new Cursor.Newest(), JobPreview.MOST);
    }

    /** Each form that is shown makes one job at the most. */
    private static Form fresh(RoutingContext ctx, JobPreview preview) {
        JobAct act = Optional.ofNullable(ctx.queryParams().get("act"))
                .flatMap(JobAct::ofWord)
                .orElseGet(preview::natural);
        return Form.empty("job")
                .with("form", UUID.randomUUID())
                .with("act", act.word())
                .with("rate", DEFAULT_RATE);
    }

    private void show(
            RoutingContext ctx, int status, String query, SubmissionPage page, Form form, Optional<String> objection) {
        Instant now = clock.instant();
        pages.show(
                ctx,
                status,
                "job/NewJobPage.jte",
                new Model(
                        pages.frame(ctx, "New job").in(Section.JOBS),
                        query,
                        JobPreview.of(page),
                        page.lines().stream()
                                .limit(SHOWN)
                                .map(line -> SubmissionRow.of(line, now))
                                .toList(),
                        form,
                        objection));
    }
}
