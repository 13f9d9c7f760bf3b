package dev.passback.adminui.overview;

import dev.passback.adminui.http.PathText;
import dev.passback.adminui.page.Count;
import dev.passback.adminui.page.Icon;
import dev.passback.adminui.page.Span;
import dev.passback.adminui.page.Tone;
import dev.passback.db.statistics.Counts;
import dev.passback.db.statistics.Range;
import dev.passback.db.statistics.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A figure, with what it is and where the list is that it counts.
 *
 * @param under what is to be known beside
 */
public record Tile(String name, String value, String under, Tone tone, Icon icon, String href) {

    private static final Duration LATE = Duration.ofMinutes(5);
    private static final Duration VERY_LATE = Duration.ofMinutes(15);

    /** How things stand now. */
    static List<Tile> now(Optional<Standing.OldestDue> oldest, Standing.Open open) {
        return List.of(
                oldest(oldest),
                new Tile(
                        "Queued",
                        counted(open.queued()),
                        "wait to be sent",
                        Tone.WAIT,
                        Icon.CLOCK,
                        list("state:queued")),
                new Tile(
                        "In flight",
                        counted(open.sending()),
                        "are being sent now",
                        Tone.WAIT,
                        Icon.UP,
                        list("state:sending")),
                new Tile(
                        "Held",
                        counted(open.held()),
                        open.held() == 0 ? "wait for a person" : "wait for a person to decide",
                        open.held() == 0 ? Tone.OFF : Tone.WARN,
                        Icon.HAND,
                        list("state:held")));
    }

    private static Tile oldest(Optional<Standing.OldestDue> oldest) {
        if (oldest.isEmpty()) {
            return new Tile("Oldest due", "none", "nothing is late", Tone.GOOD, Icon.CHECK, list("state:queued"));
        }
        Duration late = Duration.between(oldest.get().dueAt(), oldest.get().now());
        Tone tone = late.compareTo(LATE) < 0 ? Tone.GOOD : late.compareTo(VERY_LATE) < 0 ? Tone.WARN : Tone.BAD;
        return new Tile(
                "Oldest due",
                new Span(late).words(),
                "overdue, at " + oldest.get().where().label(),
                tone,
                tone == Tone.GOOD ? Icon.CHECK : Icon.WARNING,
                list(late.compareTo(LATE) < 0 ? "state:queued" : "late:yes"));
    }

    /** What happened in the range. */
    static List<Tile> past(Range range, Counts counts) {
        String age = " age:<" + range.word();
        long failed = counts.rejected() + counts.expired();
        boolean fine = failed == 0 || counts.delivered() >= 19 * failed;
        return List.of(
                new Tile(
                        "Accepted",
                        Count.words(counts.accepted()),
                        "from tenants",
                        Tone.OFF,
                        Icon.INBOX,
                        list("age:<" + range.word())),
                new Tile(
                        "Delivered",
                        Count.words(counts.delivered()),
                        Count.share(counts.delivered(), counts.settled()) + " of what came to an end",
                        fine ? Tone.GOOD : Tone.WARN,
                        fine ? Icon.CHECK : Icon.WARNING,
                        list("state:delivered" + age)),
                new Tile(
                        "Rejected or expired",
                        Count.words(failed),
                        Count.words(counts.rejected()) + " rejected, " + Count.words(counts.expired()) + " expired",
                        failed == 0 ? Tone.GOOD : Tone.BAD,
                        failed == 0 ? Icon.CHECK : Icon.CROSS,
                        list("state:rejected,expired" + age)),
                new Tile(
                        "Warnings",
                        Count.words(counts.warnings()),
                        "with what was delivered",
                        counts.warnings() == 0 ? Tone.GOOD : Tone.WARN,
                        counts.warnings() == 0 ? Icon.CHECK : Icon.WARNING,
                        list("warned:yes" + age)));
    }

    private static String counted(int count) {
        return Count.upTo(Standing.MOST_COUNTED, count);
    }

    static String list(String query) {
        return "/submissions?q=" + PathText.encoded(query);
    }
}
