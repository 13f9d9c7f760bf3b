package dev.passback.db.job;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/** How nodes take up jobs: one node a job, under a lease that each batch prolongs; what a dead node held is taken over. */
public final class JobQueue {

    /** Longer than the longest statement takes, so that only what is dead is taken over. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int MOST_STUMBLES = 8;

    private final Pool pool;
    private final String node;

    public JobQueue(Pool pool, String node) {
        this.pool = pool;
        this.node = node;
    }

    static final String TAKE = """
            WITH free AS (
              SELECT id FROM job
              WHERE state = 'waiting' OR state = 'running' AND (lease_until IS NULL OR lease_until < now())
              ORDER BY id
              LIMIT 1
              FOR UPDATE SKIP LOCKED
            )
            UPDATE job j
            SET state = 'running', started_at = coalesce(j.started_at, now()), node = $1, lease = gen_random_uuid(),
                lease_until = now() + $2 * interval '1 millisecond'
            FROM free
            WHERE j.id = free.id
            RETURNING j.*
            """;

    /** Takes up a job that nobody works at, the oldest first; nothing if there is none. */
    public Future<Optional<TakenJob>> take() {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(node, LEASE.toMillis()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(taken(rows.iterator().next())));
    }

    private static TakenJob taken(Row row) {
        return new TakenJob(JobRows.job(row), row.getUUID("lease"), row.getUUID("cursor_id"), row.getUUID("last_id"));
    }

    static final String GIVE_BACK = """
            UPDATE job SET lease = NULL, lease_until = NULL WHERE id = $1 AND lease = $2
            """;

    /** This node stops: another may go on at once. */
    public Future<Void> giveBack(TakenJob taken) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(taken.job().id(), taken.lease()))
                .mapEmpty();
    }

    static final String STUMBLE = """
            UPDATE job
            SET stumbles = stumbles + 1, lease = NULL,
                state = CASE WHEN stumbles + 1 < $3 THEN state ELSE 'failed' END,
                ended_at = CASE WHEN stumbles + 1 < $3 THEN NULL ELSE now() END,
                failure = CASE WHEN stumbles + 1 < $3 THEN NULL ELSE $4 END,
                lease_until = CASE WHEN stumbles + 1 < $3 THEN now() + power(2, stumbles) * interval '1 second' END
            WHERE id = $1 AND lease = $2 AND state = 'running'
            """;

    /** A round came to nothing: it is tried again after a growing pause, by any node, and given up after many in a row. */
    public Future<Void> stumble(TakenJob taken, String why) {
        return pool.preparedQuery(STUMBLE)
                .execute(Tuple.of(taken.job().id(), taken.lease(), MOST_STUMBLES, why))
                .mapEmpty();
    }
}
