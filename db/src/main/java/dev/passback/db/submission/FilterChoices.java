package dev.passback.db.submission;

import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Names that somebody may filter by: some of each, for suggestions. */
public final class FilterChoices {

    /**
     * Suggestions.
     *
     * @param tenants by name
     * @param integrations by label
     */
    public record Choices(List<String> tenants, List<String> integrations) {}

    private static final int MOST = 100;

    private final Pool pool;

    public FilterChoices(Pool pool) {
        this.pool = pool;
    }

    static final String TENANTS = """
            SELECT name FROM tenant WHERE $1::bigint[] IS NULL OR id = ANY ($1) ORDER BY name LIMIT $2
            """;
    static final String INTEGRATIONS = """
            SELECT DISTINCT label FROM integration WHERE $1::bigint[] IS NULL OR tenant_id = ANY ($1) ORDER BY label LIMIT $2
            """;

    /** What this person may see. */
    public Future<Choices> within(Optional<Set<TenantId>> seen) {
        Future<List<String>> tenants = names(TENANTS, seen);
        Future<List<String>> integrations = names(INTEGRATIONS, seen);
        return Future.all(tenants, integrations).map(both -> new Choices(tenants.result(), integrations.result()));
    }

    private Future<List<String>> names(String sql, Optional<Set<TenantId>> seen) {
        Tuple values = Tuple.tuple()
                .addValue(seen.map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                        .orElse(null))
                .addValue(MOST);
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }
}
