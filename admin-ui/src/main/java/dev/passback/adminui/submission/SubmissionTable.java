package dev.passback.adminui.submission;

import dev.passback.core.staff.Role;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SubmissionPage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rows of the list, with what stands around them.
 *
 * @param query what it shows, as a parameter of an address
 * @param count how many there are, in words
 * @param empty why there are no rows, when there are none
 * @param newer where the rows before these are
 * @param older where the rows after these are
 * @param live which changes concern it, if it is one that new rows come into
 * @param mayAct whether the person may act on what is listed
 */
public record SubmissionTable(
        String query,
        String count,
        List<SubmissionRow> rows,
        Optional<EmptyList> empty,
        Optional<String> newer,
        Optional<String> older,
        Optional<String> live,
        boolean mayAct) {

    /** No more are counted. */
    static final int COUNTED = 1_000;

    static SubmissionTable of(
            ListQuery query,
            SubmissionPage page,
            OptionalInt count,
            Optional<EmptyList> empty,
            SignedIn who,
            Instant now) {
        return new SubmissionTable(
                query.asked(),
                count(count),
                page.lines().stream().map(line -> SubmissionRow.of(line, now)).toList(),
                empty,
                newer(query, page),
                older(query, page),
                live(query),
                who.role().includes(Role.SUPPORT));
    }

    private static String count(OptionalInt counted) {
        if (counted.isEmpty()) {
            return "more than can be counted quickly";
        }
        int count = counted.getAsInt();
        return count > COUNTED
                ? "1,000+ submissions"
                : count == 1 ? "1 submission" : "%,d submissions".formatted(count);
    }

    private static Optional<String> live(ListQuery query) {
        String which = query.view() == ListView.ATTENTION ? "attention" : "any";
        return query.atTop() ? Optional.of(which) : Optional.empty();
    }

    private static Optional<String> newer(ListQuery query, SubmissionPage page) {
        return page.newer() && !page.lines().isEmpty()
                ? Optional.of(
                        query.from(new Cursor.NewerThan(page.lines().getFirst().id()))
                                .path())
                : Optional.empty();
    }

    private static Optional<String> older(ListQuery query, SubmissionPage page) {
        return page.older() && !page.lines().isEmpty()
                ? Optional.of(
                        query.from(new Cursor.OlderThan(page.lines().getLast().id()))
                                .path())
                : Optional.empty();
    }
}
