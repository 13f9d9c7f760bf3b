package dev.passback.db.retention;

import dev.passback.core.submission.Target;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Erases all that is stored of one candidate or application of a tenant, in one transaction: submissions in whatever state, attempts,
 * answers, warnings, idempotency keys, exports that hold them; and where the id or their words stand in what people wrote or searched
 * for, these are blotted out. What is counted stays counted. A receipt goes into the audit log. Needs the role that owns the schema: no
 * other may touch the audit log. Any thread.
 */
public final class Erasure {

    private static final String BLOT = "(erased)";

    private final Pool pool;

    public Erasure(Pool pool) {
        this.pool = pool;
    }

    /**
     * What was erased.
     *
     * @param exports files that held something of it, which are gone as a whole
     * @param mentions places where people had written the id, or of these submissions
     */
    public record Erased(
            long submissions, long attempts, long warnings, long idempotencyKeys, long exports, long mentions) {}

    /** It cannot be erased now; the message says why. */
    public static final class RefusedException extends RuntimeException {
        RefusedException(String message) {
            super(message);
        }
    }

    /** What would be erased; changes nothing. */
    public Future<Erased> preview(TenantId tenant, Target target) {
        return run(tenant, target, Act.BY_PASSBACK, true);
    }

    /** Erases it. Fails with {@link RefusedException} while the tenant is under a legal hold or a call is under way. */
    public Future<Erased> erase(TenantId tenant, Target target, Act act) {
        return run(tenant, target, act, false);
    }

    private Future<Erased> run(TenantId tenant, Target target, Act act, boolean onlyLook) {
        return pool.getConnection()
                .compose(connection -> connection
                        .begin()
                        .compose(transaction -> within(connection, tenant, target, act)
                                .compose(erased ->
                                        (onlyLook ? transaction.rollback() : transaction.commit()).map(erased))
                                .recover(failure ->
                                        transaction.rollback().transform(undone -> Future.failedFuture(failure))))
                        .eventually(connection::close));
    }

    // What people wrote is searched from end to end: that takes longer than a statement of the way of a submission may.
    static final String PATIENCE = "SET LOCAL statement_timeout = '10min'";

    private Future<Erased> within(SqlConnection connection, TenantId tenant, Target target, Act act) {
        Tuple whose = Tuple.of(tenant.value(), target.kind().word(), target.id());
        return connection
                .query(PATIENCE)
                .execute()
                .compose(set -> connection.preparedQuery(FOUND).execute(whose))
                .compose(rows -> {
                    List<UUID> ids = new ArrayList<>();
                    for (Row row : rows) {
                        if (row.getBoolean("held")) {
                            return Future.failedFuture(new RefusedException(
                                    "the tenant is under a legal hold; nothing of it may be deleted"));
                        }
                        if ("sending".equals(row.getString("state"))) {
                            return Future.failedFuture(new RefusedException(
                                    "one of them is being sent in this moment; try again in two minutes"));
                        }
                        if (row.getUUID("id") != null) {
                            ids.add(row.getUUID("id"));
                        }
                    }
                    return erase(connection, tenant, target, ids.toArray(UUID[]::new), act);
                });
    }

    static final String FOUND = """
            SELECT s.id, s.state, t.hold_since IS NOT NULL AS held
            FROM tenant t
            LEFT JOIN LATERAL (
              SELECT id, state FROM submission
              WHERE tenant_id = t.id AND target_kind = $2 AND target_id = $3
              FOR UPDATE) s ON true
            WHERE t.id = $1
            """;

    private Future<Erased> erase(SqlConnection connection, TenantId tenant, Target target, UUID[] ids, Act act) {
        Tuple those = Tuple.tuple().addValue(tenant.value()).addValue(ids);
        String word = word(target.id());
        String inJson = word(Json.encode(target.id()).replaceAll("^\"|\"$", ""));
        Tuple blotted = Tuple.tuple()
                .addValue(tenant.value())
                .addValue(ids)
                .addValue(word)
                .addValue(BLOT);
        Tuple everywhere = Tuple.of(word, BLOT);
        Tuple files = Tuple.tuple().addValue(ids).addValue(word);
        Tuple written = Tuple.tuple()
                .addValue(tenant.value())
                .addValue(ids)
                .addValue(word)
                .addValue(BLOT)
                .addValue(inJson);
        long[] counts = new long[9];
        List<Step> steps = List.of(
                new Step(WARNINGS, those),
                new Step(ATTEMPTS, those),
                new Step(KEYS, those),
                new Step(EXPORTS, files),
                new Step(SUBMISSIONS, those),
                new Step(UNCHANGED, those),
                new Step(PROBLEMS, blotted),
                new Step(SEARCHES, everywhere),
                new Step(AUDIT, written));
        Future<Void> all = Future.succeededFuture();
        for (int i = 0; i < steps.size(); i++) {
            int at = i;
            Step step = steps.get(i);
            all = all.compose(before -> connection.preparedQuery(step.statement).execute(step.values))
                    .map(rows -> {
                        counts[at] = rows.iterator().next().getLong(0);
                        return null;
                    });
        }
        return all.map(done -> new Erased(
                        counts[4], counts[1], counts[0], counts[2], counts[3], counts[6] + counts[7] + counts[8]))
                .compose(erased ->
                        receipt(connection, tenant, target, erased, act).map(erased));
    }

    /** A pattern of PostgreSQL's for this text where it is no part of a longer word: ids may be as short as {@code 7}. */
    static String word(String text) {
        return "(?<![[:alnum:]_-])" + text.replaceAll("([^\\p{L}\\p{N}])", "\\\\$1") + "(?![[:alnum:]_-])";
    }

    private record Step(String statement, Tuple values) {}

    static final String WARNINGS = """
            WITH gone AS (DELETE FROM warning WHERE tenant_id = $1 AND submission_id = ANY ($2) RETURNING 1) SELECT count(*) FROM gone
            """;
    static final String ATTEMPTS = """
            WITH gone AS (DELETE FROM attempt WHERE tenant_id = $1 AND submission_id = ANY ($2) RETURNING 1) SELECT count(*) FROM gone
            """;
    static final String KEYS = """
            WITH gone AS (DELETE FROM idempotency WHERE tenant_id = $1 AND submission_id = ANY ($2) RETURNING 1)
            SELECT count(*) FROM gone
            """;
    static final String SUBMISSIONS = """
            WITH gone AS (DELETE FROM submission WHERE tenant_id = $1 AND id = ANY ($2) RETURNING 1) SELECT count(*) FROM gone
            """;
    static final String UNCHANGED = """
            WITH gone AS (DELETE FROM job_unchanged WHERE tenant_id = $1 AND submission_id = ANY ($2) RETURNING 1)
            SELECT count(*) FROM gone
            """;

    // A line cannot be cut out of a file for certain (a label may hold line ends), so all of the file goes; it can be
    // made again.
    static final String EXPORTS = """
            WITH holding AS (
              SELECT DISTINCT p.job_id FROM job_part p
              WHERE EXISTS (SELECT FROM unnest($1::uuid[]) AS id WHERE position(id::text IN p.content) > 0) OR p.content ~ $2
            ), gone AS (
              DELETE FROM job_part WHERE job_id IN (SELECT job_id FROM holding)
            )
            SELECT count(*) FROM holding
            """;

    // A problem is told by the words of the submission that met it last.
    static final String PROBLEMS = """
            WITH blotted AS (
              UPDATE problem
              SET sample = CASE WHEN sample_submission = ANY ($2) THEN $4 ELSE regexp_replace(sample, $3, $4, 'g') END,
                pattern = regexp_replace(pattern, $3, $4, 'g')
              WHERE tenant_id = $1 AND (sample_submission = ANY ($2) OR sample ~ $3 OR pattern ~ $3)
              RETURNING 1
            )
            SELECT count(*) FROM blotted
            """;

    // Searches are everybody's: whose the id is cannot be told from them.
    static final String SEARCHES = """
            WITH views AS (
              UPDATE saved_view SET query = regexp_replace(query, $1, $2, 'g'), name = regexp_replace(name, $1, $2, 'g')
              WHERE query ~ $1 OR name ~ $1
              RETURNING 1
            ), jobs AS (
              UPDATE job SET query = regexp_replace(query, $1, $2, 'g'), reason = regexp_replace(reason, $1, $2, 'g')
              WHERE query ~ $1 OR reason ~ $1
              RETURNING 1
            )
            SELECT (SELECT count(*) FROM views) + (SELECT count(*) FROM jobs)
            """;

    // What somebody did for several tenants at once is nobody's alone. In the JSON of a change the id stands as JSON
    // writes it.
    static final String AUDIT = """
            WITH blotted AS (
              UPDATE audit
              SET reason = CASE WHEN submission_id = ANY ($2) AND reason IS NOT NULL THEN $4 ELSE regexp_replace(reason, $3, $4, 'g') END,
                subject = regexp_replace(subject, $3, $4, 'g'),
                before = regexp_replace(before::text, $5, $4, 'g')::jsonb, after = regexp_replace(after::text, $5, $4, 'g')::jsonb
              WHERE tenant_id IN ($1, 0)
                AND (submission_id = ANY ($2) AND reason IS NOT NULL OR reason ~ $3 OR subject ~ $3 OR before::text ~ $5
                  OR after::text ~ $5)
              RETURNING 1
            )
            SELECT count(*) FROM blotted
            """;

    // The digest lets whoever knows the id find the receipt, and nobody else the id.
    static final String RECEIPT = """
            INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
            SELECT id, $2, 'erase', regexp_replace($3, $13, '(erased)', 'g'), $4, 'tenant', name, jsonb_build_object('kind', $5::text,
              'digest', encode(sha256(convert_to(name || '/' || $6::text, 'UTF8')), 'hex'), 'submissions', $7::bigint,
              'attempts', $8::bigint, 'warnings', $9::bigint, 'idempotency_keys', $10::bigint, 'exports', $11::bigint,
              'mentions', $12::bigint)
            FROM tenant WHERE id = $1
            """;

    private static Future<Void> receipt(
            SqlConnection connection, TenantId tenant, Target target, Erased erased, Act act) {
        Tuple values = act.addTo(Tuple.of(tenant.value()))
                .addValue(target.kind().word())
                .addValue(target.id())
                .addValue(erased.submissions)
                .addValue(erased.attempts)
                .addValue(erased.warnings)
                .addValue(erased.idempotencyKeys)
                .addValue(erased.exports)
                .addValue(erased.mentions)
                .addValue(word(target.id()));
        return connection.preparedQuery(RECEIPT).execute(values).mapEmpty();
    }
}
