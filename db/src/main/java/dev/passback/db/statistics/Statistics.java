package dev.passback.db.statistics;

import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what happened: the rollups, and the rows of the last moments that are not in them yet. */
public final class Statistics {

    private final Pool pool;

    public Statistics(Pool pool) {
        this.pool = pool;
    }

    // One statement, so that rollups, mark and rows are of one moment. Of rows no more than ten minutes are read: if
    // the fold is farther behind than that, the page says so. The ten minutes are said again where rows are read: of
    // the mark alone the planner knows nothing, takes it for a third of history, and reads all of it.
    static final String SERIES = """
            WITH span AS (
              SELECT date_bin($2 * interval '1 second', now(), 'epoch') - ($3 - 1) * $2 * interval '1 second' AS start,
                greatest(until, now() - interval '10 minutes') AS live, until < now() - interval '10 minutes' AS lost
              FROM folded
            ), fact AS (
              SELECT r.at, r.accepted, r.delivered, r.rejected, r.expired, r.taken, r.refused + r.not_taken + r.blocked + r.unsure AS failed,
                r.warnings
              FROM rollup r
              WHERE r.grain = $1 AND r.at >= (SELECT start FROM span) AND ($4::bigint[] IS NULL OR r.tenant_id = ANY ($4))
              UNION ALL
              SELECT a.ended_at, 0, (a.next_state = 'delivered')::integer, (a.next_state = 'rejected')::integer,
                (a.next_state = 'expired')::integer, (a.outcome = 'accepted')::integer, (a.outcome <> 'accepted')::integer, 0
              FROM attempt a
              WHERE a.ended_at >= (SELECT live FROM span) AND a.ended_at >= now() - interval '10 minutes' AND ($4::bigint[] IS NULL OR a.tenant_id = ANY ($4))
              UNION ALL
              SELECT s.accepted_at, 1, 0, 0, 0, 0, 0, 0
              FROM submission s
              WHERE s.accepted_at >= (SELECT live FROM span) AND s.settled_at >= (SELECT live FROM span)
                AND s.accepted_at >= now() - interval '10 minutes' AND s.settled_at >= now() - interval '10 minutes'
                AND ($4::bigint[] IS NULL OR s.tenant_id = ANY ($4))
              UNION ALL
              SELECT w.noted_at, 0, 0, 0, 0, 0, 0, 1
              FROM warning w
              WHERE w.noted_at >= (SELECT live FROM span) AND w.noted_at >= now() - interval '10 minutes' AND ($4::bigint[] IS NULL OR w.tenant_id = ANY ($4))
            ), step AS (
              SELECT floor(extract(epoch FROM at - start) / $2)::integer AS no, sum(accepted) AS accepted, sum(delivered) AS delivered,
                sum(rejected) AS rejected, sum(expired) AS expired, sum(taken) AS taken, sum(failed) AS failed,
                sum(warnings) AS warnings
              FROM fact CROSS JOIN span WHERE at >= start GROUP BY 1
            )
            SELECT span.start, span.lost, step.no, step.accepted::bigint, step.delivered::bigint, step.rejected::bigint,
              step.expired::bigint, step.taken::bigint, step.failed::bigint, step.warnings::bigint
            FROM span LEFT JOIN step ON true
            """;

    /** What happened in this range at the tenants' integrations; nothing means everybody's. */
    public Future<Series> series(Range range, Optional<Set<TenantId>> tenants) {
        Tuple values = Tuple.of(range.grain(), range.step().toSeconds(), range.steps())
                .addValue(tenants.map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                        .orElse(null));
        return pool.preparedQuery(SERIES).execute(values).map(rows -> series(range, rows));
    }

    private static Series series(Range range, RowSet<Row> rows) {
        List<Counts> steps = new ArrayList<>(Collections.nCopies(range.steps(), Counts.NONE));
        OffsetDateTime start = rows.iterator().next().getOffsetDateTime("start");
        boolean lost = rows.iterator().next().getBoolean("lost");
        for (Row row : rows) {
            Integer no = row.getInteger("no");
            if (no != null && no < steps.size()) {
                steps.set(no, counts(row));
            }
        }
        return new Series(range, start, steps, lost);
    }

    private static Counts counts(Row row) {
        return new Counts(
                row.getLong("accepted"),
                row.getLong("delivered"),
                row.getLong("rejected"),
                row.getLong("expired"),
                row.getLong("taken"),
                row.getLong("failed"),
                row.getLong("warnings"));
    }
}
