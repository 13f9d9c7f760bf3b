package dev.passback.adminui.problem;

import dev.passback.adminui.form.Form;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.BarChart;
import dev.passback.adminui.page.Count;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.page.Sentence;
import dev.passback.core.problem.CauseId;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.staff.Role;
import dev.passback.db.problem.CauseStore;
import dev.passback.db.problem.ProblemStore;
import dev.passback.db.problem.ProblemView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /problems/:id}: one problem, what it means, who has it, and what to do about it. */
public final class ProblemPage implements ExplainAction.Explained {

    static final int MOST_COUNTED = 1_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /**
     * The page.
     *
     * @param standing how many submissions stand with it now
     * @param list where they are
     * @param sendAgain where one begins to send them all again; nothing where that cannot help or the person may not
     * @param everywhere the page of the same warning on all integrations
     * @param mayAct whether the person may say where it stands
     */
    public record Model(
            Frame frame,
            ProblemRow row,
            Sentence state,
            String integration,
            int standing,
            String list,
            Optional<String> sendAgain,
            Optional<String> everywhere,
            BarChart trend,
            ExplanationPart explanation,
            boolean mayAct) {

        public String standingWords() {
            return Count.upTo(MOST_COUNTED, standing) + (standing == 1 ? " submission" : " submissions");
        }
    }

    private final ProblemStore problems;
    private final CauseStore causes;
    private final Pages pages;
    private final InstantSource clock;

    ProblemPage(ProblemStore problems, CauseStore causes, Pages pages, InstantSource clock) {
        this.problems = problems;
        this.causes = causes;
        this.pages = pages;
        this.clock = clock;
    }

    /** The problem of {@code /problems/:id}; a 404 when there is none that the person may see. */
    Future<ProblemView> find(RoutingContext ctx) {
        ProblemId id = Optional.ofNullable(ctx.pathParam("id"))
                .flatMap(ProblemId::parse)
                .orElseThrow(() -> new HttpException(404));
        return problems.find(id, Session.of(ctx).tenants())
                .map(found -> found.orElseThrow(() -> new HttpException(404)));
    }

    @Override
    public Future<CauseId> cause(RoutingContext ctx) {
        return find(ctx).map(ProblemView::cause);
    }

    @Override
    public String path(RoutingContext ctx) {
        return "/problems/" + ctx.pathParam("id");
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
                .compose(view -> {
                    Future<Integer> standing = problems.standing(view.tenant().id(), view.id(), MOST_COUNTED + 1);
                    Future<Optional<CauseStore.Explanation>> explanation = causes.explanation(view.cause());
                    return Future.all(standing, explanation)
                            .map(both -> model(ctx, view, standing.result(), explanation.result(), returned));
                })
                .onSuccess(model -> pages.show(ctx, status, "problem/ProblemPage.jte", model))
                .onFailure(ctx::fail);
    }

    private Model model(
            RoutingContext ctx,
            ProblemView view,
            int standing,
            Optional<CauseStore.Explanation> explanation,
            Optional<Form> returned) {
        Instant now = clock.instant();
        boolean mayAct = Session.of(ctx).role().includes(Role.SUPPORT);
        boolean failure = view.kind() == ProblemKind.FAILURE;
        String query = PathText.encoded("problem:" + view.id());
        return new Model(
                pages.frame(ctx, failure ? "Problem" : "Warning").in(Section.PROBLEMS),
                ProblemRow.of(view, now),
                state(view, now),
                "/integration?tenant=" + PathText.encoded(view.tenant().name()) + "&id="
                        + PathText.encoded(view.integration()),
                standing,
                "/submissions?q=" + query,
                failure && mayAct && standing > 0 ? Optional.of("/jobs/new?q=" + query) : Optional.empty(),
                failure ? Optional.empty() : Optional.of("/warnings/" + view.cause()),
                trend(view),
                ExplanationPart.of(
                        explanation,
                        mayAct ? Optional.of("/problems/" + view.id() + "/explanation") : Optional.empty(),
                        returned,
                        now),
                mayAct);
    }

    private static Sentence state(ProblemView view, Instant now) {
        Moment since = Moment.of(view.stateSince(), now);
        String by = view.stateBy()
                .map(who -> " by " + who.replaceFirst("^staff:", ""))
                .orElse("");
        return switch (view.state()) {
            case OPEN ->
                view.stateBy().isPresent()
                        ? Sentence.of("Opened again" + by + " ").ago(since).say(".")
                        : Sentence.of("Open since ").ago(since).say(": nobody has said that they look after it.");
            case ACKNOWLEDGED ->
                Sentence.of("Acknowledged" + by + " ").ago(since).say(".");
            case MUTED ->
                Sentence.of("Muted" + by + " ")
                        .ago(since)
                        .say(", until ")
                        .clock(Moment.of(view.mutedUntil().orElseThrow(), now))
                        .say(".");
            case RESOLVED ->
                Sentence.of(view.stateBy().isPresent() ? "Resolved" + by + " " : "Resolved by itself ")
                        .ago(since)
                        .say(
                                view.stateBy().isPresent()
                                        ? ". It opens again if it comes back."
                                        : ", after deliveries and a quiet day. It opens again if it comes back.");
        };
    }

    private static BarChart trend(ProblemView view) {
        return new BarChart(
                "trend",
                "Met per day, last 30 days (UTC)",
                List.of(new BarChart.Part("times", view.kind() == ProblemKind.FAILURE ? "bar-bad" : "bar-warn")),
                view.days().stream()
                        .map(day -> new BarChart.Bar(DAY.format(day.day()), List.of(day.times())))
                        .toList());
    }
}
