package dev.passback.db.delivery;

import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** What processes held that let their leases end: they died, or hung. Any thread. */
public final class EndedLeases {

    private final Pool pool;

    public EndedLeases(Pool pool) {
        this.pool = pool;
    }

    static final String TENANTS = """
            SELECT DISTINCT tenant_id FROM submission
            WHERE settled_at = 'infinity' AND state = 'sending' AND lease_until < now()
            """;

    /** The tenants that have submissions held by a process that let the lease end. */
    public Future<List<TenantId>> tenants() {
        return pool.preparedQuery(TENANTS)
                .execute()
                .map(rows ->
                        rows.stream().map(row -> new TenantId(row.getLong(0))).toList());
    }

    // A statement of its own, never part of a claim: one with OR over both conditions cannot use the queue's index.
    static final String TAKE_OVER = """
            WITH dead AS (
              SELECT id FROM submission
              WHERE tenant_id = $1 AND settled_at = 'infinity' AND state = 'sending' AND lease_until < now()
              ORDER BY lease_until
              LIMIT $2
              FOR UPDATE SKIP LOCKED
            ), taken AS (
              UPDATE submission s
              SET lease = gen_random_uuid(), lease_until = now() + $3 * interval '1 millisecond'
              WHERE s.tenant_id = $1 AND s.id = ANY (ARRAY(SELECT id FROM dead)) AND s.settled_at = 'infinity'
              RETURNING s.*
            )
            SELECT t.tenant_id, t.id, t.integration_id, t.target_kind, t.target_id, t.body, t.attempts, a.begun_at, t.lease,
                   t.attempts - t.earlier_rounds AS round_attempts, t.unsure,
                   (extract(epoch FROM greatest(t.retry_until, i.released_at + i.retry_window * interval '1 millisecond') - now())
                     * 1000)::bigint AS left_ms, i.credential_version, t.trace_context
            FROM taken t
            JOIN integration i ON i.tenant_id = $1 AND i.id = t.integration_id
            JOIN attempt a ON a.tenant_id = $1 AND a.submission_id = t.id AND a.no = t.attempts
              AND a.begun_at >= t.accepted_at
            """;

    /** Takes what processes held that let their leases end; their attempts are still open and to be settled as unsure. */
    public Future<List<Claimed>> takeOver(TenantId tenant, int most, Duration lease) {
        return pool.preparedQuery(TAKE_OVER)
                .execute(Tuple.of(tenant.value(), most, lease.toMillis()))
                .map(ClaimedRows::of);
    }
}
