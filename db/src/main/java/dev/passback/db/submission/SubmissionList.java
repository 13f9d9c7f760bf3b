package dev.passback.db.submission;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Submissions as a list, newest first: the read side of the pages. Statements are put together of a filter's constant fragments, so that
 * the planner sees only what is asked for. Wants a pool of {@link dev.passback.db.Database#openForPages}.
 */
public final class SubmissionList {

    /** Nobody waits longer for a page. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Duration LONGEST_COUNT = Duration.ofMillis(300);

    private final Pool pool;

    public SubmissionList(Pool pool) {
        this.pool = pool;
    }

    /** A page of submissions, newest first, at most {@code size} of them. */
    public Future<SubmissionPage> page(SubmissionFilter filter, Cursor from, int size) {
        return switch (from) {
            case Cursor.Newest newest -> older(filter, null, size);
            case Cursor.OlderThan older -> older(filter, older.id().value(), size);
            case Cursor.NewerThan newer -> newer(filter, newer.id().value(), size);
        };
    }

    private Future<SubmissionPage> older(SubmissionFilter filter, @Nullable UUID from, int size) {
        Where where = filter.where();
        if (from != null) {
            where.and("s.id < ?", from);
        }
        return lines(where, "DESC", size + 1).map(lines -> {
            boolean more = lines.size() > size;
            return new SubmissionPage(more ? lines.subList(0, size) : lines, from != null, more);
        });
    }

    private Future<SubmissionPage> newer(SubmissionFilter filter, UUID from, int size) {
        return lines(filter.where().and("s.id > ?", from), "ASC", size + 1).map(lines -> {
            boolean more = lines.size() > size;
            List<SubmissionLine> page = new ArrayList<>(more ? lines.subList(0, size) : lines);
            Collections.reverse(page);
            return new SubmissionPage(page, more, true);
        });
    }

    // Not s.*: a list needs no bodies, and each may have a quarter of a megabyte. The page first, then the joins:
    // planned as one,
    // they would change how the page is read. What stands for the three: the condition, how many at most, DESC or ASC.
    private static final String PAGE = """
            SELECT page.*, t.name AS tenant_name, i.label AS integration_label, i.state AS integration_state,
                   CASE WHEN page.settled IS NULL
                     THEN greatest(page.retry_until, i.released_at + i.retry_window * interval '1 millisecond')
                     ELSE page.retry_until END AS tried_until
            FROM (
              SELECT s.tenant_id, s.id, s.integration_id, s.target_kind, s.target_id, s.label, s.url, s.state, s.attempts,
                     s.warnings, s.may_be_doubled, s.accepted_at, s.retry_until, s.due_at, s.last_outcome, s.last_reason,
                     s.last_status, s.last_code, nullif(s.settled_at, 'infinity') AS settled
              FROM submission s
              WHERE %1$s
              ORDER BY s.id %3$s
              LIMIT %2$s) page
            JOIN tenant t ON t.id = page.tenant_id
            JOIN integration i ON i.tenant_id = page.tenant_id AND i.id = page.integration_id
            ORDER BY page.id %3$s
            """;

    private Future<List<SubmissionLine>> lines(Where where, String order, int most) {
        return limited(LONGEST, connection -> lines(connection, where, order, most));
    }

    static Future<List<SubmissionLine>> lines(SqlClient client, Where where, String order, int most) {
        String sql = PAGE.formatted(where.sql(), where.next(most), order);
        return client.preparedQuery(sql)
                .execute(where.values())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SubmissionRows::line)
                        .toList());
    }

    private static final String COUNT =
            "SELECT count(*)::integer FROM (SELECT FROM submission s WHERE %1$s LIMIT %2$s) AS counted";

    /**
     * How many there are, counted up to {@code most}; nothing if that would take long.
     */
    public Future<OptionalInt> count(SubmissionFilter filter, int most) {
        Where where = filter.where();
        String sql = COUNT.formatted(where.sql(), where.next(most));
        return limited(
                        LONGEST_COUNT,
                        connection -> connection.preparedQuery(sql).execute(where.values()))
                .map(rows -> OptionalInt.of(rows.iterator().next().getInteger(0)))
                .recover(failure -> SearchTooLong.is(failure)
                        ? Future.succeededFuture(OptionalInt.empty())
                        : Future.failedFuture(failure));
    }

    static final String LIMIT_TIME = "SELECT set_config('statement_timeout', $1, true)";

    private <T> Future<T> limited(Duration longest, Function<SqlConnection, Future<T>> read) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LIMIT_TIME)
                .execute(Tuple.of(longest.toMillis() + "ms"))
                .compose(set -> read.apply(connection)));
    }
}
