package dev.passback.db.statistics;

import dev.passback.core.integration.Integration;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How things stand now: what waits, what is under way, which integrations need somebody. Costs the same however much is open. */
public final class Standing {

    /** No more than so many are counted. */
    public static final int MOST_COUNTED = 1_000;

    private final Pool pool;

    public Standing(Pool pool) {
        this.pool = pool;
    }

    /** How many are open, each at most one more than {@link #MOST_COUNTED}. */
    public record Open(int queued, int sending, int held) {}

    /** An integration, by the name of its tenant and its own. */
    public record Where(String tenant, String id, String label) {}

    /** What has waited longest of what is due at an active integration. */
    public record OldestDue(OffsetDateTime dueAt, OffsetDateTime now, Where where) {}

    /**
     * An integration that needs somebody.
     *
     * @param taken attempts of the last hour that its upstream took
     * @param failed those that came to anything else
     */
    public record Needy(
            Where where,
            Integration.State state,
            Optional<String> reason,
            OffsetDateTime since,
            long taken,
            long failed) {}

    // Each from an index of open work alone; none counts farther than the limit.
    static final String OPEN = """
            SELECT
              (SELECT count(*) FROM (SELECT FROM submission s WHERE s.settled_at = 'infinity' AND s.state = 'queued'
                AND ($1::bigint[] IS NULL OR s.tenant_id = ANY ($1)) LIMIT $2) q)::integer AS queued,
              (SELECT count(*) FROM (SELECT FROM submission s WHERE s.settled_at = 'infinity' AND s.state = 'sending'
                AND ($1::bigint[] IS NULL OR s.tenant_id = ANY ($1)) LIMIT $2) q)::integer AS sending,
              (SELECT count(*) FROM (SELECT FROM submission s WHERE s.settled_at = 'infinity' AND s.state = 'held'
                AND ($1::bigint[] IS NULL OR s.tenant_id = ANY ($1)) LIMIT $2) q)::integer AS held
            """;

    /** What is open. */
    public Future<Open> open(Optional<Set<TenantId>> tenants) {
        return pool.preparedQuery(OPEN)
                .execute(values(tenants).addValue(MOST_COUNTED + 1))
                .map(rows -> rows.iterator().next())
                .map(row -> new Open(row.getInteger("queued"), row.getInteger("sending"), row.getInteger("held")));
    }

    static final String OLDEST_DUE = """
            SELECT oldest.due_at, now() AS now, t.name AS tenant, i.id, i.label
            FROM integration i
            JOIN tenant t ON t.id = i.tenant_id
            CROSS JOIN LATERAL (
              SELECT s.due_at FROM submission s
              WHERE s.tenant_id = i.tenant_id AND s.integration_id = i.id AND s.settled_at = 'infinity' AND s.state = 'queued'
                AND s.due_at <= now()
              ORDER BY s.due_at LIMIT 1) oldest
            WHERE i.state = 'active' AND ($1::bigint[] IS NULL OR i.tenant_id = ANY ($1))
            ORDER BY oldest.due_at LIMIT 1
            """;

    /** What has waited longest; nothing when nothing is due. */
    public Future<Optional<OldestDue>> oldestDue(Optional<Set<TenantId>> tenants) {
        return pool.preparedQuery(OLDEST_DUE)
                .execute(values(tenants))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(oldestDue(rows.iterator().next())));
    }

    private static OldestDue oldestDue(Row row) {
        return new OldestDue(row.getOffsetDateTime("due_at"), row.getOffsetDateTime("now"), where(row));
    }

    // failing: in the last hour five attempts or more came to nothing, and more than were taken
    static final String NEEDY = """
            WITH hour AS (
              SELECT r.tenant_id, r.integration_id, sum(r.taken) AS taken, sum(r.refused + r.not_taken + r.blocked + r.unsure) AS failed
              FROM rollup r
              WHERE r.grain = 'minute' AND r.at >= now() - interval '1 hour' AND ($1::bigint[] IS NULL OR r.tenant_id = ANY ($1))
              GROUP BY 1, 2
            )
            SELECT t.name AS tenant, i.id, i.label, i.state, i.state_reason, i.state_since, coalesce(h.taken, 0)::bigint AS taken,
              coalesce(h.failed, 0)::bigint AS failed
            FROM integration i
            JOIN tenant t ON t.id = i.tenant_id
            LEFT JOIN hour h ON h.tenant_id = i.tenant_id AND h.integration_id = i.id
            WHERE ($1::bigint[] IS NULL OR i.tenant_id = ANY ($1))
              AND (i.state <> 'active' OR h.failed >= 5 AND h.failed > h.taken)
            ORDER BY i.state = 'blocked' DESC, i.state = 'active' DESC, i.state_since DESC, t.name, i.id
            LIMIT $2
            """;

    /** Those that are blocked, failing or paused, in this order. */
    public Future<List<Needy>> needy(Optional<Set<TenantId>> tenants, int most) {
        return pool.preparedQuery(NEEDY).execute(values(tenants).addValue(most)).map(Standing::needy);
    }

    private static List<Needy> needy(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Needy(
                        where(row),
                        Integration.State.ofWord(row.getString("state")),
                        Optional.ofNullable(row.getString("state_reason")),
                        row.getOffsetDateTime("state_since"),
                        row.getLong("taken"),
                        row.getLong("failed")))
                .toList();
    }

    private static Where where(Row row) {
        return new Where(row.getString("tenant"), row.getString("id"), row.getString("label"));
    }

    private static Tuple values(Optional<Set<TenantId>> tenants) {
        Long @Nullable [] numbers = tenants.map(
                        some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                .orElse(null);
        return Tuple.tuple().addValue(numbers);
    }
}
