package dev.passback.db.tenant;

import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When keys were last used, to the minute: written for many at once, and for each at most once a minute over all nodes. */
public final class KeyUses {

    private final Pool pool;

    public KeyUses(Pool pool) {
        this.pool = pool;
    }

    // SKIP LOCKED: another node writes the same, or somebody changes the key; neither is worth waiting for.
    static final String OF_TENANTS = """
            WITH used AS (
              SELECT k.tenant_id, k.id FROM tenant_key k
              JOIN unnest($1::bigint[], $2::text[]) AS u (tenant_id, id) ON k.tenant_id = u.tenant_id AND k.id = u.id
              WHERE k.last_used_at IS NULL OR k.last_used_at < date_trunc('minute', now())
              FOR NO KEY UPDATE OF k SKIP LOCKED
            )
            UPDATE tenant_key k SET last_used_at = date_trunc('minute', now())
            FROM used WHERE k.tenant_id = used.tenant_id AND k.id = used.id
            """;

    /** These keys of these tenants were used just now. */
    public Future<Void> ofTenants(Map<String, TenantId> used) {
        // a copy: key and tenant of each in the same order, whatever is noted meanwhile
        List<Map.Entry<String, TenantId>> entries = List.copyOf(used.entrySet());
        String[] ids = entries.stream().map(Map.Entry::getKey).toArray(String[]::new);
        Long[] tenants = entries.stream().map(entry -> entry.getValue().value()).toArray(Long[]::new);
        return ids.length == 0
                ? Future.succeededFuture()
                : pool.preparedQuery(OF_TENANTS)
                        .execute(Tuple.tuple().addValue(tenants).addValue(ids))
                        .mapEmpty();
    }

    static final String OF_MANAGEMENT = """
            WITH used AS (
              SELECT id FROM management_key
              WHERE id = ANY ($1) AND (last_used_at IS NULL OR last_used_at < date_trunc('minute', now()))
              FOR NO KEY UPDATE SKIP LOCKED
            )
            UPDATE management_key m SET last_used_at = date_trunc('minute', now()) FROM used WHERE m.id = used.id
            """;

    /** These management keys were used just now. */
    public Future<Void> ofManagement(Set<String> used) {
        return used.isEmpty()
                ? Future.succeededFuture()
                : pool.preparedQuery(OF_MANAGEMENT)
                        .execute(Tuple.tuple().addValue(used.toArray(String[]::new)))
                        .mapEmpty();
    }
}
