package dev.passback.gateway;

import dev.passback.db.Duties;
import dev.passback.db.statistics.Fold;
import dev.passback.gateway.delivery.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** Keeps rollups and problems up to date: any node may, one does. What is not folded in yet is read from the rows meanwhile. */
final class Folding {

    private static final String DUTY = "fold";
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofSeconds(8);
    // after an outage it catches up, but other statements get their turn on the pool
    private static final int MOST_ROUNDS = 20;

    private final Duties duties;
    private final Fold fold;

    private Folding(Pool pool, String node) {
        this.duties = new Duties(pool, node);
        this.fold = new Fold(pool);
    }

    /** A loop that is not started yet. */
    static Loop loop(Vertx vertx, Pool pool, String node) {
        return new Loop(vertx, DUTY, PAUSE, new Folding(pool, node)::turn);
    }

    private Future<Void> turn() {
        return duties.take(DUTY, TURN).compose(mine -> mine ? rounds(MOST_ROUNDS) : Future.succeededFuture());
    }

    private Future<Void> rounds(int left) {
        return fold.round().compose(round -> round.more() && left > 1 ? rounds(left - 1) : Future.succeededFuture());
    }
}
