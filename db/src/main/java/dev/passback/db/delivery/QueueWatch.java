package dev.passback.db.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** What an operator is told of the queue, over all tenants. Costs the same however much is open. Any thread. */
public final class QueueWatch {

    /** No more than so many submissions are counted. */
    public static final int MOST_COUNTED = 100_000;

    private final Pool pool;

    public QueueWatch(Pool pool) {
        this.pool = pool;
    }

    /**
     * How things stand.
     *
     * @param oldestDueSeconds how long the oldest due submission of an active integration has waited; 0 when none is due
     * @param queued at most {@link #MOST_COUNTED}, as all that follow but the last three
     * @param problems that are open
     * @param blocked integrations that the gateway has blocked
     * @param paused those that somebody has paused
     */
    public record Figures(
            double oldestDueSeconds, long queued, long sending, long held, long problems, long blocked, long paused) {

        /** Before anything is known. */
        public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);
    }

    static final String WATCH = """
            SELECT
              (SELECT coalesce(max(extract(epoch FROM now() - oldest.due_at)), 0)
                FROM integration i
                CROSS JOIN LATERAL (
                  SELECT s.due_at FROM submission s
                  WHERE s.tenant_id = i.tenant_id AND s.integration_id = i.id AND s.settled_at = 'infinity' AND s.state = 'queued'
                    AND s.due_at <= now()
                  ORDER BY s.due_at LIMIT 1) oldest
                WHERE i.state = 'active')::double precision AS oldest_due,
              (SELECT count(*) FROM (SELECT FROM submission WHERE settled_at = 'infinity' AND state = 'queued' LIMIT $1) q) AS queued,
              (SELECT count(*) FROM (SELECT FROM submission WHERE settled_at = 'infinity' AND state = 'sending' LIMIT $1) q) AS sending,
              (SELECT count(*) FROM (SELECT FROM submission WHERE settled_at = 'infinity' AND state = 'held' LIMIT $1) q) AS held,
              (SELECT count(*) FROM problem WHERE state = 'open') AS problems,
              (SELECT count(*) FROM integration WHERE state = 'blocked') AS blocked,
              (SELECT count(*) FROM integration WHERE state = 'paused') AS paused
            """;

    /** How things stand now. */
    public Future<Figures> look() {
        return pool.preparedQuery(WATCH)
                .execute(Tuple.of((long) MOST_COUNTED))
                .map(rows -> figures(rows.iterator().next()));
    }

    private static Figures figures(Row row) {
        return new Figures(
                row.getDouble("oldest_due"),
                row.getLong("queued"),
                row.getLong("sending"),
                row.getLong("held"),
                row.getLong("problems"),
                row.getLong("blocked"),
                row.getLong("paused"));
    }
}
