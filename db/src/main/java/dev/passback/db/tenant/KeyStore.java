package dev.passback.db.tenant;

import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.Acted;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of tenants, for those who give them out. What a request's key may do is in {@link TenantStore}. */
public final class KeyStore {

    /** How long a key that was rotated stays good beside the new one, unless somebody says otherwise. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    private final Pool pool;

    public KeyStore(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = """
            WITH made AS (
              INSERT INTO tenant_key (id, tenant_id, hash, label, scopes, expires_at)
              VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond')
              RETURNING *
            )
            INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
            SELECT tenant_id, $7, 'create', $8, $9, 'key', id,
              jsonb_build_object('label', label, 'scopes', scopes, 'expires_at', expires_at)
            FROM made
            """;

    /** Stores a key's hash. */
    public Future<Void> create(
            TenantId tenant, TenantKey key, String label, Set<Scope> scopes, Optional<Duration> expiresIn, Act act) {
        Tuple values = Tuple.of(
                key.id(),
                tenant.value(),
                Buffer.buffer(key.hash()),
                label,
                scopes.stream().map(Scope::word).sorted().toArray(String[]::new),
                expiresIn.map(Duration::toMillis).orElse(null));
        return pool.preparedQuery(CREATE).execute(act.addTo(values)).mapEmpty();
    }

    /** Stores the hash of a key that Passback makes for itself. */
    public Future<Void> create(TenantId tenant, TenantKey key, Set<Scope> scopes, Optional<Duration> expiresIn) {
        return create(tenant, key, "", scopes, expiresIn, Act.BY_PASSBACK);
    }

    static final String LIST = """
            SELECT id, label, scopes, created_at, expires_at, revoked_at, last_used_at, replaced_by,
                   revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AS usable
            FROM tenant_key
            WHERE tenant_id = $1
              AND ($2::text IS NULL
                OR (created_at, id) < (SELECT created_at, id FROM tenant_key WHERE tenant_id = $1 AND id = $2))
            ORDER BY created_at DESC, id DESC
            LIMIT $3
            """;

    /**
     * A page of a tenant's keys, newest first, at most {@code size} of them.
     *
     * @param after those that follow the key with this id
     */
    public Future<Page<KeyView>> list(TenantId tenant, Optional<String> after, int size) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(tenant.value(), after.orElse(null), size + 1))
                .map(rows -> Page.of(rows, size, KeyStore::view));
    }

    static final String FIND = """
            SELECT id, label, scopes, created_at, expires_at, revoked_at, last_used_at, replaced_by,
                   revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AS usable
            FROM tenant_key
            WHERE tenant_id = $1 AND id = $2
            """;

    /** A tenant's key. */
    public Future<Optional<KeyView>> find(TenantId tenant, String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(view(rows.iterator().next())));
    }

    static final String REVOKE = """
            WITH was AS (
              SELECT * FROM tenant_key WHERE tenant_id = $1 AND id = $2 FOR UPDATE
            ), changed AS (
              UPDATE tenant_key k SET revoked_at = now(), changed_at = now()
              FROM was
              WHERE k.tenant_id = $1 AND k.id = was.id AND was.revoked_at IS NULL
              RETURNING k.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $3, 'revoke', $4, $5, 'key', id,
                jsonb_build_object('label', label, 'scopes', scopes, 'expires_at', expires_at),
                jsonb_build_object('revoked_at', revoked_at)
              FROM changed
            )
            SELECT EXISTS (SELECT FROM changed) FROM was
            """;

    /** Makes a key worth nothing, from now on and for ever; does nothing when it is revoked already. */
    public Future<Acted> revoke(TenantId tenant, String id, Act act) {
        return pool.preparedQuery(REVOKE)
                .execute(act.addTo(Tuple.of(tenant.value(), id)))
                .map(Acted::of);
    }

    // The new key lives as long as the old one was to live. LEAST ignores NULL: a key without an end gets one here.
    static final String ROTATE = """
            WITH was AS (
              SELECT *, revoked_at IS NULL AND replaced_by IS NULL AND (expires_at IS NULL OR expires_at > now()) AS rotatable
              FROM tenant_key WHERE tenant_id = $1 AND id = $2 FOR UPDATE
            ), made AS (
              INSERT INTO tenant_key (id, tenant_id, hash, label, scopes, expires_at)
              SELECT $3, $1, $4, label, scopes, now() + (expires_at - created_at) FROM was WHERE rotatable
              RETURNING *
            ), ending AS (
              UPDATE tenant_key k
              SET expires_at = least(k.expires_at, now() + $5 * interval '1 millisecond'), replaced_by = made.id, changed_at = now()
              FROM made
              WHERE k.tenant_id = $1 AND k.id = $2
              RETURNING k.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $6, 'rotate', $7, $8, 'key', was.id,
                jsonb_build_object('label', was.label, 'scopes', was.scopes, 'expires_at', was.expires_at),
                jsonb_build_object('expires_at', ending.expires_at, 'replaced_by', made.id)
              FROM was, made, ending
            )
            SELECT EXISTS (SELECT FROM made) FROM was
            """;

    /**
     * Stores a new key with the label, scopes and life-time of an old one, which stays good for a while beside it.
     *
     * @param overlap how long the old one stays good, at the most
     * @return nothing done when the old one is revoked, expired, or rotated already
     */
    public Future<Acted> rotate(TenantId tenant, String id, TenantKey successor, Duration overlap, Act act) {
        Tuple values =
                Tuple.of(tenant.value(), id, successor.id(), Buffer.buffer(successor.hash()), overlap.toMillis());
        return pool.preparedQuery(ROTATE).execute(act.addTo(values)).map(Acted::of);
    }

    private static KeyView view(Row row) {
        return new KeyView(
                row.getString("id"),
                row.getString("label"),
                Arrays.stream(row.getArrayOfStrings("scopes"))
                        .flatMap(word -> Scope.ofWord(word).stream())
                        .collect(Collectors.toSet()),
                row.getBoolean("usable"),
                row.getOffsetDateTime("created_at"),
                Optional.ofNullable(row.getOffsetDateTime("expires_at")),
                Optional.ofNullable(row.getOffsetDateTime("revoked_at")),
                Optional.ofNullable(row.getOffsetDateTime("last_used_at")),
                Optional.ofNullable(row.getString("replaced_by")));
    }
}
