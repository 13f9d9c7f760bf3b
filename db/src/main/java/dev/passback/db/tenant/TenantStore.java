package dev.passback.db.tenant;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.Change;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tenants, and the key that a request comes with. */
public final class TenantStore {

    private final Pool pool;

    public TenantStore(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = """
            WITH made AS (
              INSERT INTO tenant (name, rate_per_second, rate_burst, per_day) VALUES ($1, $2, $3, $4) RETURNING *
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
              SELECT id, $5, 'create', $6, $7, 'tenant', name,
                jsonb_build_object('rate_per_second', rate_per_second, 'rate_burst', rate_burst, 'per_day', per_day)
              FROM made
            )
            SELECT id FROM made
            """;

    /** Creates a tenant; fails as a duplicate when the name is taken. */
    public Future<Tenant> create(String name, TenantLimits limits, Act act) {
        return pool.preparedQuery(CREATE)
                .execute(act.addTo(TenantRows.addTo(Tuple.of(name), limits)))
                .map(rows -> new Tenant(new TenantId(rows.iterator().next().getLong(0)), name));
    }

    /** Creates a tenant without limits that Passback makes for itself; fails as a duplicate when the name is taken. */
    public Future<Tenant> create(String name) {
        return create(name, TenantLimits.NONE, Act.BY_PASSBACK);
    }

    static final String FIND = "SELECT id FROM tenant WHERE name = $1";

    /** The tenant of that name. */
    public Future<Optional<Tenant>> find(String name) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(name))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(
                                new Tenant(new TenantId(rows.iterator().next().getLong(0)), name)));
    }

    static final String FIND_KEY = """
            SELECT k.id, k.tenant_id, t.name, k.hash, k.scopes,
                   k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AS usable
            FROM tenant_key k JOIN tenant t ON t.id = k.tenant_id
            WHERE k.id = $1
            """;

    /** The key with this public id. */
    public Future<Optional<StoredKey>> findKey(String id) {
        return pool.preparedQuery(FIND_KEY)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(key(rows.iterator().next())));
    }

    static final String LIST = """
            SELECT * FROM tenant
            WHERE ($1::bigint[] IS NULL OR id = ANY ($1)) AND ($2::text IS NULL OR name > $2)
            ORDER BY name
            LIMIT $3
            """;

    /**
     * A page of tenants by name, at most {@code size} of them.
     *
     * @param within only these
     * @param after those that follow this name
     */
    public Future<Page<TenantView>> list(Optional<Set<TenantId>> within, Optional<String> after, int size) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addValue(TenantRows.numbers(within))
                        .addValue(after.orElse(null))
                        .addValue(size + 1))
                .map(rows -> Page.of(rows, size, TenantRows::view));
    }

    static final String VIEW = "SELECT * FROM tenant WHERE name = $1 AND ($2::bigint[] IS NULL OR id = ANY ($2))";

    /**
     * The tenant of that name, with what people set.
     *
     * @param within nothing unless it is one of these
     */
    public Future<Optional<TenantView>> view(String name, Optional<Set<TenantId>> within) {
        return pool.preparedQuery(VIEW)
                .execute(Tuple.of(name).addValue(TenantRows.numbers(within)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(TenantRows.view(rows.iterator().next())));
    }

    static final String NAMED = "SELECT id, name FROM tenant WHERE name = ANY ($1)";

    /** Those of the names that there are. */
    public Future<List<Tenant>> named(List<String> names) {
        return pool.preparedQuery(NAMED)
                .execute(Tuple.tuple().addValue(names.toArray(String[]::new)))
                .map(rows -> Page.of(
                                rows,
                                names.size(),
                                row -> new Tenant(new TenantId(row.getLong("id")), row.getString("name")))
                        .lines());
    }

    static final String SUSPEND = """
            WITH was AS (
              SELECT * FROM tenant WHERE id = $1 FOR UPDATE
            ), changed AS (
              UPDATE tenant t
              SET suspended_at = now(), suspended_reason = $3, version = t.version + 1, changed_at = now()
              FROM was
              WHERE t.id = was.id AND was.suspended_at IS NULL
              RETURNING t.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject)
              SELECT id, $2, 'suspend', $3, $4, 'tenant', name FROM changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (id)
            """;

    /** Takes nothing from a tenant any more until it is resumed; what it sent before goes on. The act's reason is kept with it. */
    public Future<Change> suspend(TenantId tenant, Act act) {
        return pool.preparedQuery(SUSPEND)
                .execute(act.addTo(Tuple.of(tenant.value())))
                .map(Change::ofAct);
    }

    static final String RESUME = """
            WITH was AS (
              SELECT * FROM tenant WHERE id = $1 FOR UPDATE
            ), changed AS (
              UPDATE tenant t
              SET suspended_at = NULL, suspended_reason = NULL, version = t.version + 1, changed_at = now()
              FROM was
              WHERE t.id = was.id AND was.suspended_at IS NOT NULL
              RETURNING t.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject)
              SELECT id, $2, 'resume', $3, $4, 'tenant', name FROM changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (id)
            """;

    /** Ends a suspension. */
    public Future<Change> resume(TenantId tenant, Act act) {
        return pool.preparedQuery(RESUME)
                .execute(act.addTo(Tuple.of(tenant.value())))
                .map(Change::ofAct);
    }

    static final String LIMIT = """
            WITH was AS (
              SELECT * FROM tenant WHERE id = $1 FOR UPDATE
            ), changed AS (
              UPDATE tenant t
              SET rate_per_second = $3, rate_burst = $4, per_day = $5, version = t.version + 1, changed_at = now()
              FROM was
              WHERE t.id = was.id AND was.version = $2
              RETURNING t.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $6, 'change limits', $7, $8, 'tenant', changed.name,
                jsonb_build_object('rate_per_second', was.rate_per_second, 'rate_burst', was.rate_burst, 'per_day', was.per_day),
                jsonb_build_object('rate_per_second', changed.rate_per_second, 'rate_burst', changed.rate_burst,
                  'per_day', changed.per_day)
              FROM was, changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed USING (id)
            """;

    /**
     * Sets how much a tenant may send, all limits at once.
     *
     * @param version that the change was made on
     */
    public Future<Change> limit(TenantId tenant, TenantLimits limits, long version, Act act) {
        Tuple values = TenantRows.addTo(Tuple.of(tenant.value(), version), limits);
        return pool.preparedQuery(LIMIT).execute(act.addTo(values)).map(Change::ofVersioned);
    }

    private static StoredKey key(Row row) {
        Set<Scope> scopes = Arrays.stream(row.getArrayOfStrings("scopes"))
                .flatMap(word -> Scope.ofWord(word).stream())
                .collect(Collectors.toSet());
        Tenant tenant = new Tenant(new TenantId(row.getLong("tenant_id")), row.getString("name"));
        return new StoredKey(
                new Caller(tenant, row.getString("id"), scopes), row.getBuffer("hash"), row.getBoolean("usable"));
    }
}
