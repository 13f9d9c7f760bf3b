package dev.passback.db.delivery;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Slots leased to nodes: over all nodes never more than an integration's cap. Any thread. */
public final class SlotStore {

    private final Pool pool;
    private final String node;

    public SlotStore(Pool pool, String node) {
        this.pool = pool;
        this.node = node;
    }

    /**
     * What a node asks for. It must not have more calls in flight than {@code most}.
     *
     * @param most how many slots it is to have at the most, in place of those that it had
     * @param wanted how many it could use, told to the other nodes
     */
    public record Ask(String integration, int most, int wanted) {}

    /**
     * What a node got.
     *
     * @param slots how many it may use
     * @param cap what the upstream bears now
     * @param others how many other nodes hold or want slots
     * @param othersWanted how many they want, all together
     */
    public record Grant(int slots, int cap, int others, int othersWanted) {}

    // The lock makes nodes take turns; only a statement after it sees what the one before wrote. In the order of the
    // ids,
    // so that no two nodes wait for each other.
    static final String LOCK = """
            SELECT id, CASE WHEN cap_now_until > now() THEN least(cap, cap_now) ELSE cap END AS cap, call_timeout
            FROM integration WHERE tenant_id = $1 AND id = ANY ($2)
            ORDER BY id FOR NO KEY UPDATE
            """;

    static final String LEASE = """
            WITH asked AS (
              SELECT a.id, a.most, a.wanted, b.cap, b.call_timeout
              FROM unnest($2::text[], $3::integer[], $4::integer[]) AS a (id, most, wanted)
              JOIN unnest($5::text[], $6::integer[], $7::bigint[]) AS b (id, cap, call_timeout) USING (id)
            ), others AS (
              SELECT integration_id AS id, count(*)::integer AS nodes, sum(slots)::integer AS held, sum(wanted)::integer AS wanted
              FROM slot_lease
              WHERE tenant_id = $1 AND integration_id = ANY ($2) AND node <> $8 AND until > now() AND slots + wanted > 0
              GROUP BY integration_id
            ), mine AS (
              INSERT INTO slot_lease (tenant_id, integration_id, node, slots, wanted, until)
              SELECT $1, a.id, $8, greatest(0, least(a.most, a.cap - coalesce(o.held, 0))), least(a.wanted, a.cap),
                     now() + (a.call_timeout + $9) * interval '1 millisecond'
              FROM asked a LEFT JOIN others o ON o.id = a.id
              ON CONFLICT (tenant_id, integration_id, node)
              DO UPDATE SET slots = excluded.slots, wanted = excluded.wanted, until = excluded.until
              RETURNING integration_id, slots
            )
            SELECT a.id, m.slots, a.cap, coalesce(o.nodes, 0), coalesce(o.wanted, 0)
            FROM asked a JOIN mine m ON m.integration_id = a.id LEFT JOIN others o ON o.id = a.id
            """;

    /**
     * Leases slots for integrations of a tenant, each until a call that is begun {@code valid} from now at the latest has timed out.
     *
     * @return what was granted, by the integrations that there are
     */
    public Future<Map<String, Grant>> lease(TenantId tenant, List<Ask> asks, Duration valid) {
        Future<@Nullable Map<String, Grant>> granted = pool.withTransaction(connection -> lock(connection, tenant, asks)
                .compose(caps -> connection
                        .preparedQuery(LEASE)
                        .execute(values(tenant, asks, caps, valid))
                        .map(rows ->
                                rows.stream().collect(Collectors.toMap(row -> row.getString(0), SlotStore::grant)))));
        return granted.map(Objects::requireNonNull);
    }

    private static Future<RowSet<Row>> lock(SqlConnection connection, TenantId tenant, List<Ask> asks) {
        String[] ids = asks.stream().map(Ask::integration).toArray(String[]::new);
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addValue(tenant.value()).addValue(ids));
    }

    private Tuple values(TenantId tenant, List<Ask> asks, RowSet<Row> caps, Duration valid) {
        return Tuple.tuple()
                .addValue(tenant.value())
                .addValue(asks.stream().map(Ask::integration).toArray(String[]::new))
                .addValue(asks.stream().map(Ask::most).toArray(Integer[]::new))
                .addValue(asks.stream().map(Ask::wanted).toArray(Integer[]::new))
                .addValue(caps.stream().map(row -> row.getString("id")).toArray(String[]::new))
                .addValue(caps.stream().map(row -> row.getInteger("cap")).toArray(Integer[]::new))
                .addValue(caps.stream().map(row -> row.getLong("call_timeout")).toArray(Long[]::new))
                .addValue(node)
                .addValue(valid.toMillis());
    }

    private static Grant grant(Row row) {
        return new Grant(row.getInteger(1), row.getInteger(2), row.getInteger(3), row.getInteger(4));
    }

    static final String GIVE_BACK = "DELETE FROM slot_lease WHERE node = $1";

    /** Gives all of this node's slots back; it has no call in flight. */
    public Future<Void> giveBack() {
        return pool.preparedQuery(GIVE_BACK).execute(Tuple.of(node)).mapEmpty();
    }

    static final String FORGET = "DELETE FROM slot_lease WHERE until < now() - interval '1 hour'";

    /** Forgets the leases of nodes that are long gone. */
    public Future<Void> forgetOld() {
        return pool.preparedQuery(FORGET).execute().mapEmpty();
    }

    static final String LOWER_CAP = """
            UPDATE integration
            SET cap_now = $3, cap_now_until = now() + $4 * interval '1 millisecond'
            WHERE tenant_id = $1 AND id = $2 AND $3 < cap
              AND (cap_now IS NULL OR cap_now_until <= now() OR cap_now >= $3)
            """;

    /** Lets all nodes use no more than {@code cap} for a while; a lower one that is in force stays. */
    public Future<Void> lowerCap(IntegrationRef ref, int cap, Duration length) {
        return pool.preparedQuery(LOWER_CAP)
                .execute(Tuple.of(ref.tenant().value(), ref.id(), cap, length.toMillis()))
                .mapEmpty();
    }
}
