package dev.passback.db.job;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Jobs as people make them and look at them. A person sees those whose submissions he may all see. */
public final class JobStore {

    private final Pool pool;

    public JobStore(Pool pool) {
        this.pool = pool;
    }

    // The last id bounds it whatever the clocks of nodes say; created_at bounds it by the database's clock. What
    // concerns one
    // tenant alone is noted as that tenant's.
    static final String MAKE = """
            WITH made AS (
              INSERT INTO job (id, form, actor, act, reason, query, tenants, rate, expected, expected_more, last_id)
              VALUES ($1, $2, $3, $6, $4, $7, $8, $9, $10, $11,
                coalesce((SELECT id FROM submission ORDER BY id DESC LIMIT 1), '00000000-0000-0000-0000-000000000000'))
              ON CONFLICT (form) DO NOTHING
              RETURNING id, tenants, act, query, rate
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
              SELECT CASE WHEN cardinality(tenants) = 1 THEN tenants[1] ELSE 0 END, $3, 'make job', $4, $5, 'job', id::text,
                     jsonb_build_object('act', act, 'query', query, 'rate', rate)
              FROM made
            )
            SELECT id FROM made
            UNION ALL
            SELECT id FROM job WHERE form = $2 AND actor = $3
            LIMIT 1
            """;

    /**
     * Makes a job of all that matches now, which a node will take up.
     *
     * @param act who asks, and why; the reason must be there
     * @return its id; the same for a form that was sent before; nothing if that was somebody else's
     */
    public Future<Optional<UUID>> make(NewJob job, Act act) {
        Tuple values = act.addTo(Tuple.of(SubmissionId.next().value(), job.form()))
                .addValue(job.act().word())
                .addValue(job.query())
                .addValue(JobRows.numbers(job.tenants()))
                .addValue(job.rate())
                .addValue(job.expected())
                .addValue(job.expectedMore());
        return pool.preparedQuery(MAKE)
                .execute(values)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("id")));
    }

    static final String FIND = """
            SELECT * FROM job WHERE id = $1 AND ($2::bigint[] IS NULL OR tenants <@ $2)
            """;

    /** One job, if all its submissions are these tenants'. */
    public Future<Optional<Job>> find(UUID id, Optional<Set<TenantId>> tenants) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple().addValue(id).addValue(JobRows.numbers(tenants)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(JobRows.job(rows.iterator().next())));
    }

    static final String OPEN = """
            SELECT * FROM job
            WHERE state IN ('waiting', 'running') AND ($1::bigint[] IS NULL OR tenants <@ $1)
            ORDER BY id DESC
            LIMIT $2
            """;

    /** Those that are not over, the newest first. */
    public Future<Page<Job>> open(Optional<Set<TenantId>> tenants, int size) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.tuple().addValue(JobRows.numbers(tenants)).addValue(size + 1))
                .map(rows -> Page.of(rows, size, JobRows::job));
    }

    static final String OVER = """
            SELECT * FROM job
            WHERE state NOT IN ('waiting', 'running') AND ($1::bigint[] IS NULL OR tenants <@ $1)
              AND ($2::uuid IS NULL OR id < $2)
            ORDER BY id DESC
            LIMIT $3
            """;

    /** Those that are over, the newest first, from the one before. */
    public Future<Page<Job>> over(Optional<Set<TenantId>> tenants, Optional<UUID> before, int size) {
        return pool.preparedQuery(OVER)
                .execute(Tuple.tuple()
                        .addValue(JobRows.numbers(tenants))
                        .addValue(before.orElse(null))
                        .addValue(size + 1))
                .map(rows -> Page.of(rows, size, JobRows::job));
    }

    // Waits for the batch under way, which counts what it did.
    static final String CANCEL = """
            WITH ended AS (
              UPDATE job SET state = 'cancelled', ended_at = now(), ended_by = $2, lease = NULL, lease_until = NULL
              WHERE id = $1 AND state IN ('waiting', 'running')
              RETURNING id, tenants, done
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
              SELECT CASE WHEN cardinality(tenants) = 1 THEN tenants[1] ELSE 0 END, $2, 'cancel job', $3, $4, 'job', id::text,
                     jsonb_build_object('done', done)
              FROM ended
            )
            SELECT id FROM ended
            """;

    /** Ends it after the batch under way. Whether it did: a job that is over stays as it is. */
    public Future<Boolean> cancel(UUID id, Act act) {
        return pool.preparedQuery(CANCEL).execute(act.addTo(Tuple.of(id))).map(rows -> rows.size() > 0);
    }

    static final String UNCHANGED = """
            SELECT u.submission_id, t.name, u.found, u.refusal
            FROM job_unchanged u JOIN tenant t ON t.id = u.tenant_id
            WHERE u.job_id = $1 AND ($2::uuid IS NULL OR u.submission_id > $2)
            ORDER BY u.submission_id
            LIMIT $3
            """;

    /** A page of the submissions on which it changed nothing, the oldest first, after this one. */
    public Future<Page<Unchanged>> unchanged(UUID id, Optional<UUID> after, int size) {
        return pool.preparedQuery(UNCHANGED)
                .execute(Tuple.tuple().addValue(id).addValue(after.orElse(null)).addValue(size + 1))
                .map(rows -> Page.of(rows, size, JobStore::line));
    }

    private static Unchanged line(Row row) {
        return new Unchanged(
                new SubmissionId(row.getUUID("submission_id")),
                row.getString("name"),
                SubmissionState.ofWord(row.getString("found")),
                Optional.ofNullable(row.getString("refusal")));
    }
}
