package dev.passback.db.problem;

import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.problem.Cause;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/** Writes down which problems were met: part of a fold's transaction, so each attempt and warning counts once. */
public final class ProblemFold {

    private static final int LONGEST_SAMPLE = 2_000;

    private ProblemFold() {}

    // One row for each problem and hour, each with the last that was met of the problem.
    static final String MET = """
            WITH met AS (
              SELECT a.tenant_id, a.problem AS id, a.integration_id, a.submission_id, a.ended_at AS at, a.outcome, a.reason, a.status,
                a.code, a.title, a.message
              FROM attempt a
              WHERE a.ended_at >= $1 AND a.ended_at < $2 AND a.begun_at < $2 AND a.problem IS NOT NULL
              UNION ALL
              SELECT w.tenant_id, w.problem, w.integration_id, w.submission_id, w.noted_at, NULL, NULL, NULL, NULL, NULL, w.message
              FROM warning w WHERE w.noted_at >= $1 AND w.noted_at < $2 AND w.problem IS NOT NULL
            ), hours AS (
              SELECT tenant_id, id, date_trunc('hour', at, 'UTC') AS hour, count(*) AS times, min(at) AS first, max(at) AS last
              FROM met GROUP BY 1, 2, 3
            ), newest AS (
              SELECT DISTINCT ON (tenant_id, id) * FROM met ORDER BY tenant_id, id, at DESC, submission_id DESC
            )
            SELECT n.*, h.hour, h.times, h.first, h.last FROM hours h JOIN newest n USING (tenant_id, id)
            """;

    /** Adds what was met in this span of time. */
    public static Future<Void> fold(SqlConnection connection, OffsetDateTime from, OffsetDateTime to) {
        return connection
                .preparedQuery(MET)
                .execute(Tuple.of(from, to))
                .map(ProblemFold::met)
                .compose(met -> met.isEmpty() ? Future.succeededFuture() : add(connection, met))
                .compose(done -> connection.preparedQuery(LIVE).execute(Tuple.of(to)))
                .mapEmpty();
    }

    /** What was met of a problem in an hour, with its cause as the newest one tells it. */
    private record Met(Row row, Cause cause, String words) {

        static Met of(Row row) {
            String message = Optional.ofNullable(row.getString("message")).orElse("");
            if (row.getString("outcome") == null) {
                return new Met(row, Cause.ofWarning(message), message);
            }
            Cause.Failure failure = new Cause.Failure(
                    OutcomeKind.ofWord(row.getString("outcome")),
                    row.getString("reason"),
                    row.getInteger("status"),
                    row.getString("code"),
                    row.getString("title"),
                    row.getString("message"));
            return new Met(row, Cause.of(failure), failure.words());
        }

        String sample() {
            int length = Math.min(LONGEST_SAMPLE, words.codePointCount(0, words.length()));
            return words.substring(0, words.offsetByCodePoints(0, length));
        }
    }

    private static List<Met> met(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Met::of).toList();
    }

    // What was resolved opens again when it is met after that; what is muted or known stays so.
    static final String ADD = """
            WITH r AS (
              SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
                $9::uuid[], $10::timestamptz[], $11::bigint[], $12::timestamptz[], $13::timestamptz[])
              AS r (tenant_id, id, integration_id, kind, cause, code, pattern, sample, sample_submission, hour, times, first, last)
            ), added AS (
              INSERT INTO problem AS p (tenant_id, id, integration_id, kind, cause, code, pattern, sample, sample_submission, first_seen,
                last_seen, times, state_since)
              SELECT tenant_id, id, integration_id, kind, cause, code, pattern, sample, sample_submission, min(first), max(last),
                sum(times), min(first)
              FROM r GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
              ON CONFLICT (tenant_id, id) DO UPDATE
              SET sample = excluded.sample, sample_submission = excluded.sample_submission, times = p.times + excluded.times,
                first_seen = least(p.first_seen, excluded.first_seen), last_seen = greatest(p.last_seen, excluded.last_seen),
                state = CASE WHEN p.state = 'resolved' AND excluded.last_seen > p.state_since THEN 'open' ELSE p.state END,
                state_by = CASE WHEN p.state = 'resolved' AND excluded.last_seen > p.state_since THEN NULL ELSE p.state_by END,
                state_since = CASE WHEN p.state = 'resolved' AND excluded.last_seen > p.state_since THEN excluded.last_seen
                  ELSE p.state_since END,
                version = p.version + (p.state = 'resolved' AND excluded.last_seen > p.state_since)::integer
              RETURNING p.id
            )
            INSERT INTO problem_seen AS s (tenant_id, id, hour, times)
            SELECT r.tenant_id, r.id, r.hour, r.times FROM r WHERE r.id IN (SELECT id FROM added)
            ON CONFLICT (tenant_id, id, hour) DO UPDATE SET times = s.times + excluded.times
            """;

    private static Future<Void> add(SqlConnection connection, List<Met> met) {
        Tuple values = Tuple.tuple()
                .addValue(column(met, Long[]::new, one -> one.row.getLong("tenant_id")))
                .addValue(column(met, Long[]::new, one -> one.row.getLong("id")))
                .addValue(column(met, String[]::new, one -> one.row.getString("integration_id")))
                .addValue(column(met, String[]::new, one -> one.cause.kind().word()))
                .addValue(column(met, Long[]::new, one -> one.cause.id().value()))
                .addValue(column(met, String[]::new, one -> one.cause.code()))
                .addValue(column(met, String[]::new, one -> one.cause.text().pattern()))
                .addValue(column(met, String[]::new, Met::sample))
                .addValue(column(met, UUID[]::new, one -> one.row.getUUID("submission_id")))
                .addValue(column(met, OffsetDateTime[]::new, one -> one.row.getOffsetDateTime("hour")))
                .addValue(column(met, Long[]::new, one -> one.row.getLong("times")))
                .addValue(column(met, OffsetDateTime[]::new, one -> one.row.getOffsetDateTime("first")))
                .addValue(column(met, OffsetDateTime[]::new, one -> one.row.getOffsetDateTime("last")));
        return connection.preparedQuery(ADD).execute(values).mapEmpty();
    }

    private static <T> T[] column(List<Met> met, IntFunction<T[]> array, Function<Met, T> value) {
        return met.stream().map(value).toArray(array);
    }

    // Resolved by itself: a quiet day, and something of the same integration was delivered since. What is quiet is
    // judged by the time up to
    // which all is counted, not by the clock: when counting is behind, what is still met is not taken for over. Muting
    // ends.
    static final String LIVE = """
            WITH quiet AS (
              UPDATE problem p
              SET state = 'resolved', state_since = $1, state_by = NULL, muted_until = NULL, version = p.version + 1
              WHERE p.state <> 'resolved' AND p.last_seen < $1::timestamptz - interval '1 day'
                AND EXISTS (
                  SELECT FROM rollup r
                  WHERE r.tenant_id = p.tenant_id AND r.integration_id = p.integration_id AND r.grain = 'hour'
                    AND r.at > p.last_seen AND r.delivered > 0)
              RETURNING p.tenant_id, p.id
            )
            UPDATE problem p SET state = 'open', state_since = now(), state_by = NULL, muted_until = NULL, version = p.version + 1
            WHERE p.state = 'muted' AND p.muted_until <= now() AND (p.tenant_id, p.id) NOT IN (SELECT tenant_id, id FROM quiet)
            """;

    static final String FORGET_HOURS = "DELETE FROM problem_seen WHERE hour < now() - interval '40 days'";

    static final String FORGET = """
            DELETE FROM problem WHERE state = 'resolved' AND last_seen < now() - interval '180 days'
            """;

    /** Forgets hours that no page shows any more, and problems that were resolved half a year ago. */
    public static Future<Void> forgetOld(Pool pool) {
        return pool.preparedQuery(FORGET_HOURS)
                .execute()
                .compose(done -> pool.preparedQuery(FORGET).execute())
                .mapEmpty();
    }
}
