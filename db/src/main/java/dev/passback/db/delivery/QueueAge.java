package dev.passback.db.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** How far behind the queue is. Any thread. */
public final class QueueAge {

    private final Pool pool;

    public QueueAge(Pool pool) {
        this.pool = pool;
    }

    static final String OLDEST_DUE = """
            SELECT coalesce(max(extract(epoch FROM now() - oldest.due_at)), 0)::double precision, count(*)
            FROM integration i
            CROSS JOIN LATERAL (
              SELECT s.due_at FROM submission s
              WHERE s.tenant_id = i.tenant_id AND s.integration_id = i.id AND s.settled_at = 'infinity' AND s.state = 'queued'
                AND s.due_at <= now()
              ORDER BY s.due_at LIMIT 1) oldest
            WHERE i.state = 'active'
            """;

    /** How long, in seconds, the oldest due submission of an active integration has waited; 0 when none is due. */
    public Future<Double> oldestDueSeconds() {
        return pool.preparedQuery(OLDEST_DUE)
                .execute()
                .map(rows -> rows.iterator().next().getDouble(0));
    }
}
