package dev.passback.db.tenant;

import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
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

/** Keys of whoever runs the platform. They belong to no tenant; in the audit log they stand under the platform itself. */
public final class ManagementKeyStore {

    private final Pool pool;

    public ManagementKeyStore(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = """
            WITH made AS (
              INSERT INTO management_key (id, hash, label, scopes, expires_at)
              VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')
              RETURNING *
            )
            INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, after)
            SELECT 0, $6, 'create', $7, $8, 'management_key', id,
              jsonb_build_object('label', label, 'scopes', scopes, 'expires_at', expires_at)
            FROM made
            """;

    /** Stores a key's hash. */
    public Future<Void> create(
            ManagementKey key, String label, Set<ManagementScope> scopes, Optional<Duration> expiresIn, Act act) {
        Tuple values = Tuple.of(
                key.id(),
                Buffer.buffer(key.hash()),
                label,
                scopes.stream().map(ManagementScope::word).sorted().toArray(String[]::new),
                expiresIn.map(Duration::toMillis).orElse(null));
        return pool.preparedQuery(CREATE).execute(act.addTo(values)).mapEmpty();
    }

    static final String FIND = """
            SELECT id, scopes, hash, revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AS usable
            FROM management_key
            WHERE id = $1
            """;

    /** The key with this public id, to check a caller's against. */
    public Future<Optional<StoredManagementKey>> find(String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(stored(rows.iterator().next())));
    }

    static final String LIST = """
            SELECT id, label, scopes, created_at, expires_at, revoked_at, last_used_at,
                   revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AS usable
            FROM management_key
            WHERE $1::text IS NULL OR (created_at, id) < (SELECT created_at, id FROM management_key WHERE id = $1)
            ORDER BY created_at DESC, id DESC
            LIMIT $2
            """;

    /**
     * A page of keys, newest first, at most {@code size} of them.
     *
     * @param after those that follow the key with this id
     */
    public Future<Page<ManagementKeyView>> list(Optional<String> after, int size) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(after.orElse(null), size + 1))
                .map(rows -> Page.of(rows, size, ManagementKeyStore::view));
    }

    static final String REVOKE = """
            WITH was AS (
              SELECT id, revoked_at FROM management_key WHERE id = $1 FOR UPDATE
            ), changed AS (
              UPDATE management_key k SET revoked_at = now(), changed_at = now()
              FROM was
              WHERE k.id = was.id AND was.revoked_at IS NULL
              RETURNING k.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT 0, $2, 'revoke', $3, $4, 'management_key', id,
                jsonb_build_object('label', label, 'scopes', scopes, 'expires_at', expires_at),
                jsonb_build_object('revoked_at', revoked_at)
              FROM changed
            )
            SELECT EXISTS (SELECT FROM changed) FROM was
            """;

    /** Makes a key worth nothing, from now on and for ever; does nothing when it is revoked already. */
    public Future<Acted> revoke(String id, Act act) {
        return pool.preparedQuery(REVOKE).execute(act.addTo(Tuple.of(id))).map(Acted::of);
    }

    private static StoredManagementKey stored(Row row) {
        return new StoredManagementKey(
                row.getString("id"), scopes(row), row.getBuffer("hash"), row.getBoolean("usable"));
    }

    private static ManagementKeyView view(Row row) {
        return new ManagementKeyView(
                row.getString("id"),
                row.getString("label"),
                scopes(row),
                row.getBoolean("usable"),
                row.getOffsetDateTime("created_at"),
                Optional.ofNullable(row.getOffsetDateTime("expires_at")),
                Optional.ofNullable(row.getOffsetDateTime("revoked_at")),
                Optional.ofNullable(row.getOffsetDateTime("last_used_at")));
    }

    // a scope that this version does not know gives nothing
    private static Set<ManagementScope> scopes(Row row) {
        return Arrays.stream(row.getArrayOfStrings("scopes"))
                .flatMap(word -> ManagementScope.ofWord(word).stream())
                .collect(Collectors.toSet());
    }
}
