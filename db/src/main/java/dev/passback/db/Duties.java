package dev.passback.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** What one node does for all now and then: any may, and only one does. Any thread. */
public final class Duties {

    private final Pool pool;
    private final String node;

    public Duties(Pool pool, String node) {
        this.pool = pool;
        this.node = node;
    }

    static final String TAKE = """
            INSERT INTO duty AS d (name, taken_at, node) VALUES ($1, now(), $2)
            ON CONFLICT (name) DO UPDATE SET taken_at = excluded.taken_at, node = excluded.node
            WHERE d.taken_at <= now() - $3 * interval '1 millisecond'
            RETURNING name
            """;

    /**
     * Takes the turn if nobody has for {@code every}. A node that dies at it leaves it undone until the next turn, so what is done must
     * not be pressing.
     *
     * @return whether this node is to do it now
     */
    public Future<Boolean> take(String duty, Duration every) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(duty, node, every.toMillis()))
                .map(rows -> rows.size() == 1);
    }

    static final String PASS_ON = "UPDATE duty SET taken_at = '-infinity' WHERE name = $1 AND node = $2";

    /** It could not be done: the turn is free again. */
    public Future<Void> passOn(String duty) {
        return pool.preparedQuery(PASS_ON).execute(Tuple.of(duty, node)).mapEmpty();
    }
}
