package dev.passback.adminui.problem;

import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Count;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Spark;
import dev.passback.db.problem.ProblemView;
import java.time.Instant;

/**
 * A problem as a list shows it.
 *
 * @param times how often it was met in the time that the list is about
 */
public record ProblemRow(
        ProblemView view,
        String href,
        Badge state,
        Badge kind,
        Moment firstSeen,
        Moment lastSeen,
        String times,
        Spark trend) {

    /** With how often it was met in a time. */
    public static ProblemRow of(ProblemView view, long times, Instant now) {
        return new ProblemRow(
                view,
                "/problems/" + view.id(),
                ProblemLooks.of(view.state()),
                ProblemLooks.of(view.kind()),
                Moment.of(view.firstSeen(), now),
                Moment.of(view.lastSeen(), now),
                Count.words(times),
                new Spark(view.days().stream().map(ProblemView.Day::times).toList()));
    }

    static ProblemRow of(ProblemView view, Instant now) {
        return of(view, view.times(), now);
    }
}
