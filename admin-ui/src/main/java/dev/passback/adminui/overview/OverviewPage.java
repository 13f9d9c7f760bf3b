package dev.passback.adminui.overview;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.BarChart;
import dev.passback.adminui.page.Count;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.page.Tone;
import dev.passback.adminui.problem.ProblemRow;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.problem.ProblemStore;
import dev.passback.db.statistics.Range;
import dev.passback.db.statistics.Series;
import dev.passback.db.statistics.Standing;
import dev.passback.db.statistics.Statistics;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /}: is all well, and if not, where. */
public final class OverviewPage {

    private static final int MOST_NEEDY = 8;
    private static final int MOST_PROBLEMS = 6;

    /**
     * The page.
     *
     * @param lost whether the figures miss something, because they are far behind
     * @param moreNeedy whether there are more of those that need somebody
     */
    public record Model(
            Frame frame,
            List<Choice> ranges,
            List<Tile> now,
            List<Tile> past,
            BarChart settled,
            BarChart warnings,
            boolean lost,
            List<NeedyRow> needy,
            boolean moreNeedy,
            List<ProblemRow> problems) {}

    /** A range, as a link. */
    public record Choice(String word, String name, String href, boolean chosen) {}

    /** An integration that needs somebody. */
    public record NeedyRow(Standing.Needy needy, Badge state, Moment since, String href, String failed) {}

    private final Statistics statistics;
    private final Standing standing;
    private final ProblemStore problems;
    private final Pages pages;
    private final InstantSource clock;

    public OverviewPage(
            Statistics statistics, Standing standing, ProblemStore problems, Pages pages, InstantSource clock) {
        this.statistics = statistics;
        this.standing = standing;
        this.problems = problems;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        Range range = PathText.parameter(ctx, "range").flatMap(Range::ofWord).orElse(Range.DAY);
        Optional<Set<TenantId>> seen = Session.of(ctx).tenants();
        Future<Series> series = statistics.series(range, seen);
        Future<Standing.Open> open = standing.open(seen);
        Future<Optional<Standing.OldestDue>> oldest = standing.oldestDue(seen);
        Future<List<Standing.Needy>> needy = standing.needy(seen, MOST_NEEDY + 1);
        Future<List<ProblemStore.Top>> top =
                problems.top(seen, range.step().multipliedBy(range.steps()), MOST_PROBLEMS);
        Future.all(series, open, oldest, needy, top)
                .map(all -> new Found(series.result(), open.result(), oldest.result(), needy.result(), top.result()))
                .onSuccess(found -> pages.show(ctx, "overview/OverviewPage.jte", model(ctx, found)))
                .onFailure(ctx::fail);
    }

    private record Found(
            Series series,
            Standing.Open open,
            Optional<Standing.OldestDue> oldest,
            List<Standing.Needy> needy,
            List<ProblemStore.Top> top) {}

    private Model model(RoutingContext ctx, Found found) {
        Instant now = clock.instant();
        Series series = found.series;
        Range range = series.range();
        return new Model(
                pages.frame(ctx, "Overview").in(Section.OVERVIEW),
                Arrays.stream(Range.values()).map(one -> choice(one, range)).toList(),
                Tile.now(found.oldest, found.open),
                Tile.past(range, series.total()),
                SeriesChart.settled(series),
                SeriesChart.warnings(series),
                series.lost(),
                found.needy.stream()
                        .limit(MOST_NEEDY)
                        .map(needy -> row(needy, now))
                        .toList(),
                found.needy.size() > MOST_NEEDY,
                found.top.stream()
                        .map(top -> ProblemRow.of(top.problem(), top.times(), now))
                        .toList());
    }

    private static Choice choice(Range range, Range chosen) {
        String name = switch (range) {
            case HOUR -> "1 hour";
            case DAY -> "24 hours";
            case WEEK -> "7 days";
            case MONTH -> "30 days";
        };
        return new Choice(range.word(), name, range == Range.DAY ? "/" : "/?range=" + range.word(), range == chosen);
    }

    private static NeedyRow row(Standing.Needy needy, Instant now) {
        Badge badge = switch (needy.state()) {
            case BLOCKED -> new Badge("Blocked", Icon.LOCK, Tone.BAD);
            case PAUSED -> new Badge("Paused", Icon.HAND, Tone.WARN);
            case ACTIVE -> new Badge("Failing", Icon.WARNING, Tone.BAD);
        };
        String failed = Count.of(needy.failed(), "attempt") + " of the last hour failed, " + Count.words(needy.taken())
                + (needy.taken() == 1 ? " was taken" : " were taken");
        return new NeedyRow(
                needy,
                badge,
                Moment.of(needy.since(), now),
                "/integration?tenant=" + PathText.encoded(needy.where().tenant()) + "&id="
                        + PathText.encoded(needy.where().id()),
                failed);
    }
}
