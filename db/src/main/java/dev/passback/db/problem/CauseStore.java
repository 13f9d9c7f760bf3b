package dev.passback.db.problem;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.problem.Cause;
import dev.passback.core.problem.CauseId;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Change;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Causes, whichever integrations they are met on, and what staff explain of them for everybody. */
public final class CauseStore {

    private final Pool pool;

    public CauseStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * One cause at the tenants that one may see.
     *
     * @param explained whether staff have written what it means
     */
    public record CauseLine(
            CauseId id,
            String pattern,
            OffsetDateTime firstSeen,
            OffsetDateTime lastSeen,
            long times,
            int integrations,
            int tenants,
            int unresolved,
            boolean explained) {}

    /** The last line of a page: the next one begins after it. */
    public record After(OffsetDateTime lastSeen, CauseId id) {}

    static final String LIST = """
            SELECT p.cause, (array_agg(p.pattern ORDER BY p.last_seen DESC))[1] AS pattern, min(p.first_seen) AS first_seen,
              max(p.last_seen) AS last_seen, sum(p.times)::bigint AS times, count(*)::integer AS integrations,
              count(DISTINCT p.tenant_id)::integer AS tenants, count(*) FILTER (WHERE p.state <> 'resolved')::integer AS unresolved,
              EXISTS (SELECT FROM explanation e WHERE e.cause = p.cause) AS explained
            FROM problem p
            WHERE p.kind = $1 AND ($2::bigint[] IS NULL OR p.tenant_id = ANY ($2))
              AND ($3::text IS NULL OR p.pattern ILIKE $3 OR p.sample ILIKE $3)
            GROUP BY p.cause
            HAVING $4::timestamptz IS NULL OR (max(p.last_seen), p.cause) < ($4, $5::bigint)
            ORDER BY max(p.last_seen) DESC, p.cause DESC
            LIMIT $6
            """;

    /** A page of causes, those met last first, at most {@code size} of them. */
    public Future<Page<CauseLine>> list(
            ProblemKind kind, Optional<Set<TenantId>> tenants, Optional<String> text, Optional<After> after, int size) {
        Tuple values = Tuple.tuple()
                .addValue(kind.word())
                .addValue(ProblemRows.numbers(tenants))
                .addValue(text.map(ProblemRows::anywhere).orElse(null))
                .addValue(after.map(After::lastSeen).orElse(null))
                .addValue(after.map(last -> last.id().value()).orElse(null))
                .addValue(size + 1);
        return pool.preparedQuery(LIST).execute(values).map(rows -> Page.of(rows, size, CauseStore::line));
    }

    private static CauseLine line(Row row) {
        return new CauseLine(
                new CauseId(row.getLong("cause")),
                row.getString("pattern"),
                row.getOffsetDateTime("first_seen"),
                row.getOffsetDateTime("last_seen"),
                row.getLong("times"),
                row.getInteger("integrations"),
                row.getInteger("tenants"),
                row.getInteger("unresolved"),
                row.getBoolean("explained"));
    }

    /** What a cause means, in the words of staff. */
    public record Explanation(int version, String words, String writtenBy, OffsetDateTime writtenAt) {}

    static final String EXPLANATION = """
            SELECT version, words, written_by, written_at FROM explanation WHERE cause = $1 ORDER BY version DESC LIMIT 1
            """;

    /** The explanation that counts; an empty one when somebody took it back. */
    public Future<Optional<Explanation>> explanation(CauseId cause) {
        return pool.preparedQuery(EXPLANATION)
                .execute(Tuple.of(cause.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(explanation(rows.iterator().next())));
    }

    private static Explanation explanation(Row row) {
        return new Explanation(
                row.getInteger("version"),
                row.getString("words"),
                row.getString("written_by"),
                row.getOffsetDateTime("written_at"));
    }

    // Of two who write on top of the same version one finds its number taken.
    static final String EXPLAIN = """
            WITH was AS (
              SELECT coalesce(max(version), 0) AS version, (array_agg(words ORDER BY version DESC))[1] AS words
              FROM explanation WHERE cause = $1
            ), written AS (
              INSERT INTO explanation (cause, version, words, written_by)
              SELECT $1, was.version + 1, $3, $4 FROM was WHERE was.version = $2
              ON CONFLICT DO NOTHING
              RETURNING version
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT 0, $4, 'explain', $5, $6, 'explanation', lpad(to_hex($1::bigint), 16, '0'),
                jsonb_build_object('words', was.words), jsonb_build_object('words', $3::text)
              FROM was, written
            )
            SELECT was.version::bigint AS was, written.version::bigint AS now FROM was LEFT JOIN written ON true
            """;

    /**
     * Writes what a cause means, for everybody.
     *
     * @param version that it is written on top of; 0 when there was none
     */
    public Future<Change> explain(CauseId cause, int version, String words, Act act) {
        return pool.preparedQuery(EXPLAIN)
                .execute(act.addTo(Tuple.of(cause.value(), version, words)))
                .map(Change::ofVersioned);
    }

    /**
     * What is known of a cause that a submission met.
     *
     * @param others how many other submissions of its integration stand with it, counted up to the limit
     * @param problem whether it has a page already: it gets one within a minute
     */
    public record Known(Cause cause, ProblemId problem, int others, boolean hasPage, Optional<String> explanation) {}

    // One look into an index for each, bounded; a submission has few causes.
    static final String KNOWN = """
            SELECT c.problem,
              CASE WHEN c.problem & 1 = 0
                THEN (SELECT count(*) FROM (
                  SELECT FROM submission s WHERE s.tenant_id = $1 AND s.last_problem = c.problem AND s.id <> $2 LIMIT $5) f)
                ELSE (SELECT count(*) FROM (
                  SELECT DISTINCT w.submission_id FROM warning w
                  WHERE w.tenant_id = $1 AND w.problem = c.problem AND w.submission_id <> $2 LIMIT $5) g)
                END::integer AS others,
              EXISTS (SELECT FROM problem p WHERE p.tenant_id = $1 AND p.id = c.problem) AS has_page,
              (SELECT e.words FROM explanation e WHERE e.cause = c.cause ORDER BY e.version DESC LIMIT 1) AS words
            FROM unnest($3::bigint[], $4::bigint[]) AS c (problem, cause)
            """;

    /** What is known of these causes, which this submission met. */
    public Future<Map<Cause, Known>> known(
            IntegrationRef integration, SubmissionId submission, Collection<Cause> causes, int most) {
        List<Cause> all = causes.stream().distinct().toList();
        if (all.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Tuple values = Tuple.tuple()
                .addValue(integration.tenant().value())
                .addValue(submission.value())
                .addValue(
                        all.stream().map(cause -> cause.on(integration).value()).toArray(Long[]::new))
                .addValue(all.stream().map(cause -> cause.id().value()).toArray(Long[]::new))
                .addValue(most);
        return pool.preparedQuery(KNOWN).execute(values).map(rows -> {
            Map<Long, Row> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getLong("problem"), row));
            Map<Cause, Known> known = new HashMap<>();
            all.forEach(cause -> {
                ProblemId problem = cause.on(integration);
                @Nullable Row row = found.get(problem.value());
                if (row != null) {
                    known.put(cause, known(cause, problem, row));
                }
            });
            return known;
        });
    }

    private static Known known(Cause cause, ProblemId problem, Row row) {
        return new Known(
                cause,
                problem,
                row.getInteger("others"),
                row.getBoolean("has_page"),
                Optional.ofNullable(row.getString("words")).filter(words -> !words.isEmpty()));
    }
}
