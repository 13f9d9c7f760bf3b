package dev.passback.db.integration;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How integrations fare now. What is read is bounded for each, however much waits and however long the history is. */
public final class IntegrationHealth {

    /** How far waiting submissions are counted: one more stands for more. */
    public static final int COUNTED = 1_000;

    /**
     * How one fares.
     *
     * @param inFlight calls that are under way
     * @param waiting how many are queued, at most {@link #COUNTED} and one
     * @param lastDelivered when one was last delivered; nothing when none of the last few hundred was
     * @param days what became of submissions on each of the last days, those on which something did
     */
    public record Health(int inFlight, int waiting, Optional<OffsetDateTime> lastDelivered, List<Day> days) {

        public Health {
            days = List.copyOf(days);
        }
    }

    /** How many were delivered on a day (UTC), and how many rejected or expired. */
    public record Day(LocalDate day, long delivered, long failed) {}

    /** How many days back {@link Health#days} goes, today included. */
    public static final int DAYS = 14;

    /**
     * When an upstream last took something with the credential in force, and last let nothing through: the hours in which that was.
     */
    public record Doors(Optional<OffsetDateTime> opened, Optional<OffsetDateTime> shut) {}

    private final Pool pool;

    public IntegrationHealth(Pool pool) {
        this.pool = pool;
    }

    // Each part reads one partial index of the open partition, or the newest entries of an integration's own index.
    static final String HEALTH = """
            WITH asked AS (
              SELECT * FROM unnest($1::bigint[], $2::text[]) AS a (tenant_id, id)
            ), in_flight AS (
              SELECT s.tenant_id, s.integration_id, count(*) AS calls FROM submission s
              WHERE s.tenant_id = ANY ($1) AND s.settled_at = 'infinity' AND s.state = 'sending'
              GROUP BY s.tenant_id, s.integration_id
            )
            SELECT a.tenant_id, a.id, coalesce(f.calls, 0)::integer AS in_flight, w.waiting::integer, d.settled_at AS last_delivered
            FROM asked a
            LEFT JOIN in_flight f ON f.tenant_id = a.tenant_id AND f.integration_id = a.id
            CROSS JOIN LATERAL (
              SELECT count(*) AS waiting FROM (
                SELECT FROM submission s
                WHERE s.tenant_id = a.tenant_id AND s.integration_id = a.id AND s.settled_at = 'infinity' AND s.state = 'queued'
                LIMIT $3) counted
            ) w
            LEFT JOIN LATERAL (
              SELECT newest.settled_at FROM (
                SELECT s.id, s.settled_at, s.state FROM submission s
                WHERE s.tenant_id = a.tenant_id AND s.integration_id COLLATE "C" = a.id AND s.settled_at < 'infinity'
                ORDER BY s.id DESC
                LIMIT 300) newest
              WHERE newest.state = 'delivered'
              ORDER BY newest.id DESC
              LIMIT 1
            ) d ON true
            """;

    static final String BY_DAY = """
            SELECT r.tenant_id, r.integration_id AS id, (r.at AT TIME ZONE 'UTC')::date AS day, r.delivered, r.rejected + r.expired AS failed
            FROM unnest($1::bigint[], $2::text[]) AS a (tenant_id, id)
            JOIN rollup r ON r.tenant_id = a.tenant_id AND r.integration_id = a.id
            WHERE r.grain = 'day' AND r.at > date_trunc('day', now(), 'UTC') - $3 * interval '1 day'
            ORDER BY r.at
            """;

    /** How each of these fares. */
    public Future<Map<IntegrationRef, Health>> of(Collection<IntegrationRef> integrations) {
        Long[] tenants = integrations.stream().map(ref -> ref.tenant().value()).toArray(Long[]::new);
        String[] ids = integrations.stream().map(IntegrationRef::id).toArray(String[]::new);
        Future<RowSet<Row>> now = pool.preparedQuery(HEALTH)
                .execute(Tuple.tuple().addValue(tenants).addValue(ids).addValue(COUNTED + 1));
        Future<RowSet<Row>> byDay = pool.preparedQuery(BY_DAY)
                .execute(Tuple.tuple().addValue(tenants).addValue(ids).addValue(DAYS));
        return Future.all(now, byDay).map(both -> health(now.result(), days(byDay.result())));
    }

    private static Map<IntegrationRef, List<Day>> days(RowSet<Row> rows) {
        Map<IntegrationRef, List<Day>> days = new HashMap<>();
        rows.forEach(row -> days.computeIfAbsent(ref(row), none -> new ArrayList<>())
                .add(new Day(row.getLocalDate("day"), row.getLong("delivered"), row.getLong("failed"))));
        return days;
    }

    private static Map<IntegrationRef, Health> health(RowSet<Row> rows, Map<IntegrationRef, List<Day>> days) {
        Map<IntegrationRef, Health> health = new HashMap<>();
        rows.forEach(row -> health.put(
                ref(row),
                new Health(
                        row.getInteger("in_flight"),
                        row.getInteger("waiting"),
                        Optional.ofNullable(row.getOffsetDateTime("last_delivered")),
                        days.getOrDefault(ref(row), List.of()))));
        return health;
    }

    static final String DOORS = """
            SELECT max(at) FILTER (WHERE taken > 0) AS opened, max(at) FILTER (WHERE blocked > 0) AS shut
            FROM rollup
            WHERE tenant_id = $1 AND integration_id = $2 AND grain = 'hour'
              AND at >= (SELECT date_trunc('hour', c.created_at, 'UTC') FROM credential c JOIN integration i
                ON i.tenant_id = c.tenant_id AND i.id = c.integration_id AND i.credential_version = c.version
                WHERE c.tenant_id = $1 AND c.integration_id = $2)
            """;

    /** How one's credential was received since it is in force, as far as hours are kept. */
    public Future<Doors> doors(IntegrationRef ref) {
        return pool.preparedQuery(DOORS)
                .execute(Tuple.of(ref.tenant().value(), ref.id()))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Doors(
                            Optional.ofNullable(row.getOffsetDateTime("opened")),
                            Optional.ofNullable(row.getOffsetDateTime("shut")));
                });
    }

    private static IntegrationRef ref(Row row) {
        return new IntegrationRef(new TenantId(row.getLong("tenant_id")), row.getString("id"));
    }
}
