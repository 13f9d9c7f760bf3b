package dev.passback.db.delivery;

import dev.passback.core.integration.IntegrationRef;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Objects;
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
     * What a node got.
     *
     * @param slots how many it may use
     * @param cap what the upstream bears now
     * @param others how many other nodes hold or want slots
     * @param othersWanted how many they want, all together
     */
    public record Grant(int slots, int cap, int others, int othersWanted) {}

    // The lock makes nodes take turns; only a statement after it sees what the one before wrote.
    static final String LOCK = """
            SELECT CASE WHEN cap_now_until > now() THEN least(cap, cap_now) ELSE cap END AS cap
            FROM integration WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE
            """;

    static final String LEASE = """
            WITH others AS (
              SELECT count(*)::integer AS nodes, coalesce(sum(slots), 0)::integer AS held,
                     coalesce(sum(wanted), 0)::integer AS wanted
              FROM slot_lease
              WHERE tenant_id = $1 AND integration_id = $2 AND node <> $3 AND until > now()
            ), mine AS (
              INSERT INTO slot_lease (tenant_id, integration_id, node, slots, wanted, until)
              SELECT $1, $2, $3, greatest(0, least($4, $5 - held)), $6, now() + $7 * interval '1 millisecond' FROM others
              ON CONFLICT (tenant_id, integration_id, node)
              DO UPDATE SET slots = excluded.slots, wanted = excluded.wanted, until = excluded.until
              RETURNING slots
            )
            SELECT mine.slots, others.nodes, others.wanted FROM mine, others
            """;

    /**
     * Leases up to {@code most} slots in place of those that this node had. The caller must not have more calls in flight than it
     * asks for, and begin none that would outlast the lease.
     *
     * @param wanted what it could use, told to the other nodes
     */
    public Future<Grant> lease(IntegrationRef ref, int most, int wanted, Duration length) {
        Future<@Nullable Grant> granted = pool.withTransaction(connection -> lock(connection, ref)
                .compose(cap -> connection
                        .preparedQuery(LEASE)
                        .execute(Tuple.of(ref.tenant().value(), ref.id(), node, most, cap, wanted, length.toMillis()))
                        .map(rows -> {
                            Row row = rows.iterator().next();
                            return new Grant(row.getInteger(0), cap, row.getInteger(1), row.getInteger(2));
                        })));
        return granted.map(Objects::requireNonNull);
    }

    private static Future<Integer> lock(SqlConnection connection, IntegrationRef ref) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(ref.tenant().value(), ref.id()))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    static final String GIVE_BACK = "DELETE FROM slot_lease WHERE tenant_id = $1 AND integration_id = $2 AND node = $3";

    /** Gives all slots back; the caller has no call in flight. */
    public Future<Void> giveBack(IntegrationRef ref) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(ref.tenant().value(), ref.id(), node))
                .mapEmpty();
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
