package dev.passback.db.statistics;

import dev.passback.db.problem.ProblemFold;
import dev.passback.db.webhook.EventFold;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the rollups and to the problems what was written since the last time. Counts and the mark up to which they reach change in one
 * transaction: whatever dies in the middle, each row is counted once. Rounds of two nodes wait for each other and do not count twice.
 */
public final class Fold {

    /** Longer than any statement that accepts or settles may take ({@link dev.passback.db.Database}), so long after it all have a number. */
    public static final Duration LAG = Duration.ofSeconds(12);

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final long FEW = 5_000;
    private static final long MANY = 40_000;

    private final Pool pool;
    private final Duration lag;
    // how much time is folded in at once; follows how much happened in it
    private volatile Duration step = Duration.ofMinutes(1);

    /** What a round came to: how many facts were counted, and whether there are more to be counted now. */
    public record Round(long counted, boolean more) {}

    /** The span that a round folds in; empty when there is nothing old enough. */
    private record Window(OffsetDateTime from, OffsetDateTime to, OffsetDateTime ready) {
        boolean isEmpty() {
            return !from.isBefore(to);
        }

        static Window of(Row row, Duration step) {
            OffsetDateTime from = row.getOffsetDateTime("until");
            OffsetDateTime ready = row.getOffsetDateTime("ready");
            OffsetDateTime to = from.plus(step);
            return new Window(from, to.isBefore(ready) ? to : ready, ready);
        }
    }

    public Fold(Pool pool) {
        this(pool, LAG);
    }

    Fold(Pool pool, Duration lag) {
        this.pool = pool;
        this.lag = lag;
    }

    /** Folds in the next span of time, if all that could fall into it is committed. Bounded work. */
    public Future<Round> round() {
        Duration now = step;
        Future<@Nullable Round> round = pool.withTransaction(connection -> begin(connection, now)
                .compose(window ->
                        window.isEmpty() ? Future.succeededFuture(new Round(0, false)) : fold(connection, window))
                .<@Nullable Round>map(done -> done));
        return round.map(Objects::requireNonNull)
                .onSuccess(done -> step = next(now, done.counted))
                .onFailure(failure -> step = next(now, Long.MAX_VALUE));
    }

    private static Duration next(Duration step, long counted) {
        if (counted > MANY) {
            return step.compareTo(SHORTEST) > 0 ? step.dividedBy(2) : step;
        }
        return counted < FEW && step.compareTo(LONGEST) < 0 ? step.multipliedBy(2) : step;
    }

    // Locks the row, so that rounds take turns. See the table's comment for why what is ready is complete.
    static final String BEGIN = """
            UPDATE folded f
            SET ready = CASE WHEN oldest >= f.seen_xid THEN greatest(f.ready, f.seen_at - $1 * interval '1 millisecond') ELSE f.ready END,
                seen_at = CASE WHEN oldest >= f.seen_xid THEN now() ELSE f.seen_at END,
                seen_xid = CASE WHEN oldest >= f.seen_xid THEN newest ELSE f.seen_xid END
            FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS oldest, pg_snapshot_xmax(pg_current_snapshot()) AS newest) running
            RETURNING until, ready
            """;

    private Future<Window> begin(SqlConnection connection, Duration now) {
        return connection
                .preparedQuery(BEGIN)
                .execute(Tuple.of(lag.toMillis()))
                .map(rows -> Window.of(rows.iterator().next(), now));
    }

    private static Future<Round> fold(SqlConnection connection, Window window) {
        return count(connection, window)
                .compose(counted -> ProblemFold.fold(connection, window.from, window.to)
                        .compose(done -> EventFold.fold(connection, window.from, window.to))
                        .compose(done -> advance(connection, window))
                        .map(done -> new Round(counted, window.to.isBefore(window.ready))));
    }

    // integration_id is missing where a node of an older version settled.
    static final String COUNT = """
            WITH fact AS (
              SELECT a.tenant_id, a.integration_id, a.submission_id, a.ended_at AS at, 0 AS accepted,
                (a.next_state = 'delivered')::integer AS delivered, (a.next_state = 'rejected')::integer AS rejected,
                (a.next_state = 'expired')::integer AS expired,
                (a.outcome = 'accepted')::integer AS taken, (a.outcome = 'refused')::integer AS refused,
                (a.outcome = 'not_taken')::integer AS not_taken, (a.outcome = 'blocked')::integer AS blocked,
                (a.outcome = 'unsure')::integer AS unsure, 0 AS warnings
              FROM attempt a WHERE a.ended_at >= $1 AND a.ended_at < $2 AND a.begun_at < $2
              UNION ALL
              SELECT s.tenant_id, s.integration_id, s.id, s.accepted_at, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
              FROM submission s WHERE s.accepted_at >= $1 AND s.accepted_at < $2 AND s.settled_at >= $1
              UNION ALL
              SELECT w.tenant_id, w.integration_id, w.submission_id, w.noted_at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
              FROM warning w WHERE w.noted_at >= $1 AND w.noted_at < $2
            ), whose AS (
              SELECT tenant_id, coalesce(integration_id,
                  (SELECT s.integration_id FROM submission s WHERE s.tenant_id = fact.tenant_id AND s.id = fact.submission_id)
                ) AS integration_id,
                at, accepted, delivered, rejected, expired, taken, refused, not_taken, blocked, unsure, warnings
              FROM fact
            ), by_minute AS (
              SELECT tenant_id, integration_id, date_trunc('minute', at, 'UTC') AS at, count(*) AS facts,
                sum(accepted) AS accepted, sum(delivered) AS delivered, sum(rejected) AS rejected, sum(expired) AS expired,
                sum(taken) AS taken, sum(refused) AS refused, sum(not_taken) AS not_taken, sum(blocked) AS blocked,
                sum(unsure) AS unsure, sum(warnings) AS warnings
              FROM whose WHERE integration_id IS NOT NULL GROUP BY 1, 2, 3
            ), added AS (
              INSERT INTO rollup AS r (tenant_id, integration_id, grain, at, accepted, delivered, rejected, expired, taken, refused,
                not_taken, blocked, unsure, warnings)
              SELECT tenant_id, integration_id, grain, date_trunc(grain, at, 'UTC'), sum(accepted), sum(delivered), sum(rejected),
                sum(expired), sum(taken), sum(refused), sum(not_taken), sum(blocked), sum(unsure), sum(warnings)
              FROM by_minute CROSS JOIN (VALUES ('minute'), ('hour'), ('day')) AS g (grain)
              GROUP BY 1, 2, 3, 4
              ON CONFLICT (tenant_id, integration_id, grain, at) DO UPDATE
              SET accepted = r.accepted + excluded.accepted, delivered = r.delivered + excluded.delivered,
                rejected = r.rejected + excluded.rejected, expired = r.expired + excluded.expired, taken = r.taken + excluded.taken,
                refused = r.refused + excluded.refused, not_taken = r.not_taken + excluded.not_taken,
                blocked = r.blocked + excluded.blocked, unsure = r.unsure + excluded.unsure,
                warnings = r.warnings + excluded.warnings
            )
            SELECT coalesce(sum(facts), 0)::bigint FROM by_minute
            """;

    private static Future<Long> count(SqlConnection connection, Window window) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(window.from, window.to))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    static final String ADVANCE = "UPDATE folded SET until = $1";

    private static Future<Void> advance(SqlConnection connection, Window window) {
        return connection.preparedQuery(ADVANCE).execute(Tuple.of(window.to)).mapEmpty();
    }

    static final String BEGIN_ANEW = """
            WITH gone AS (DELETE FROM rollup), forgotten AS (DELETE FROM problem)
            UPDATE folded SET until = $1
            """;

    /** Counts anew from a time on: for history that was loaded. What people said of problems is forgotten. */
    public Future<Void> beginAnew(OffsetDateTime from) {
        return pool.preparedQuery(BEGIN_ANEW).execute(Tuple.of(from)).mapEmpty();
    }

    static final String FORGET = """
            DELETE FROM rollup
            WHERE grain = 'minute' AND at < now() - interval '2 days' OR grain = 'hour' AND at < now() - interval '40 days'
            """;

    /** Forgets minutes and hours that no page shows any more; days stay. */
    public Future<Void> forgetOld() {
        return pool.preparedQuery(FORGET).execute().compose(done -> ProblemFold.forgetOld(pool));
    }
}
