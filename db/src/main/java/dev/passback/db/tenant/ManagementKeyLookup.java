package dev.passback.db.tenant;

import dev.passback.core.tenant.ManagementCaller;
import dev.passback.core.tenant.ManagementScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the management key that a caller shows. Any thread. */
public final class ManagementKeyLookup {

    private final Pool pool;

    public ManagementKeyLookup(Pool pool) {
        this.pool = pool;
    }

    static final String FIND = """
            SELECT id, scopes, hash, revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AS usable,
                   floor(extract(epoch FROM expires_at - now()) * 1000)::bigint AS ends_in
            FROM management_key
            WHERE id = $1
            """;

    /** The key with this public id. */
    public Future<Optional<KnownManagementKey>> find(String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(stored(rows.iterator().next())));
    }

    private static KnownManagementKey stored(Row row) {
        // a scope that this version does not know gives nothing
        ManagementCaller caller = new ManagementCaller(
                row.getString("id"),
                Arrays.stream(row.getArrayOfStrings("scopes"))
                        .flatMap(word -> ManagementScope.ofWord(word).stream())
                        .collect(Collectors.toSet()));
        return new KnownManagementKey(
                caller,
                row.getBuffer("hash"),
                row.getBoolean("usable"),
                Optional.ofNullable(row.getLong("ends_in")).map(Duration::ofMillis));
    }
}
