package dev.passback.db.tenant;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantKey;
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

/** Tenants and their keys. */
public final class TenantStore {

    private final Pool pool;

    public TenantStore(Pool pool) {
        this.pool = pool;
    }

    static final String CREATE = "INSERT INTO tenant (name) VALUES ($1) RETURNING id";

    /** Creates a tenant; fails as a duplicate when the name is taken. */
    public Future<Tenant> create(String name) {
        return pool.preparedQuery(CREATE)
                .execute(Tuple.of(name))
                .map(rows -> new Tenant(new TenantId(rows.iterator().next().getLong(0)), name));
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

    static final String CREATE_KEY = """
            INSERT INTO tenant_key (id, tenant_id, hash, scopes, expires_at)
            VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')
            """;

    /** Stores a key's hash. */
    public Future<Void> createKey(TenantId tenant, TenantKey key, Set<Scope> scopes, Optional<Duration> expiresIn) {
        Tuple values = Tuple.of(
                key.id(),
                tenant.value(),
                Buffer.buffer(key.hash()),
                scopes.stream().map(Scope::word).sorted().toArray(String[]::new),
                expiresIn.map(Duration::toMillis).orElse(null));
        return pool.preparedQuery(CREATE_KEY).execute(values).mapEmpty();
    }

    static final String FIND_KEY = """
            SELECT k.id, k.tenant_id, t.name, k.hash, k.scopes,
                   k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AS usable,
                   floor(extract(epoch FROM k.expires_at - now()) * 1000)::bigint AS ends_in, t.suspended_at IS NOT NULL AS suspended
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

    private static StoredKey key(Row row) {
        Set<Scope> scopes = Arrays.stream(row.getArrayOfStrings("scopes"))
                .flatMap(word -> Scope.ofWord(word).stream())
                .collect(Collectors.toSet());
        Tenant tenant = new Tenant(new TenantId(row.getLong("tenant_id")), row.getString("name"));
        return new StoredKey(
                new Caller(tenant, row.getString("id"), scopes),
                row.getBuffer("hash"),
                row.getBoolean("usable"),
                Optional.ofNullable(row.getLong("ends_in")).map(Duration::ofMillis),
                row.getBoolean("suspended"));
    }
}
