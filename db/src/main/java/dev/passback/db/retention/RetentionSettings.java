package dev.passback.db.retention;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.Change;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** How long a tenant's submissions are kept, and legal holds. Each change writes its audit row. Any thread. */
public final class RetentionSettings {

    private final Pool pool;

    public RetentionSettings(Pool pool) {
        this.pool = pool;
    }

    static final String KEEP = """
            WITH was AS (
              SELECT * FROM tenant WHERE id = $1 FOR UPDATE
            ), changed AS (
              UPDATE tenant t
              SET keep_days = $3, keep_bodies_days = $4, version = t.version + 1, changed_at = now()
              FROM was
              WHERE t.id = was.id AND was.version = $2
              RETURNING t.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $5, 'change retention', $6, $7, 'tenant', changed.name,
                jsonb_build_object('keep_days', was.keep_days, 'keep_bodies_days', was.keep_bodies_days),
                jsonb_build_object('keep_days', changed.keep_days, 'keep_bodies_days', changed.keep_bodies_days)
              FROM was, changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (id)
            """;

    /**
     * Sets how long what the tenant sent is kept.
     *
     * @param version that the change was made on
     */
    public Future<Change> keep(TenantId tenant, Keeping keeping, long version, Act act) {
        Tuple values = Tuple.of(tenant.value(), version)
                .addValue(keeping.days().orElse(null))
                .addValue(keeping.bodyDays().orElse(null));
        return pool.preparedQuery(KEEP).execute(act.addTo(values)).map(Change::ofVersioned);
    }

    static final String HOLD = """
            WITH was AS (
              SELECT * FROM tenant WHERE id = $1 FOR UPDATE
            ), changed AS (
              UPDATE tenant t
              SET hold_since = now(), hold_reason = $3, version = t.version + 1, changed_at = now()
              FROM was
              WHERE t.id = was.id AND was.hold_since IS NULL
              RETURNING t.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject)
              SELECT id, $2, 'place legal hold', $3, $4, 'tenant', name FROM changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (id)
            """;

    /** From now on nothing of this tenant is deleted, whatever its days say. The act must have a reason. */
    public Future<Change> hold(TenantId tenant, Act act) {
        return pool.preparedQuery(HOLD)
                .execute(act.addTo(Tuple.of(tenant.value())))
                .map(Change::ofAct);
    }

    static final String LIFT = """
            WITH was AS (
              SELECT * FROM tenant WHERE id = $1 FOR UPDATE
            ), changed AS (
              UPDATE tenant t
              SET hold_since = NULL, hold_reason = NULL, version = t.version + 1, changed_at = now()
              FROM was
              WHERE t.id = was.id AND was.hold_since IS NOT NULL
              RETURNING t.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject)
              SELECT id, $2, 'lift legal hold', $3, $4, 'tenant', name FROM changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (id)
            """;

    /** Its days count again. */
    public Future<Change> lift(TenantId tenant, Act act) {
        return pool.preparedQuery(LIFT)
                .execute(act.addTo(Tuple.of(tenant.value())))
                .map(Change::ofAct);
    }
}
