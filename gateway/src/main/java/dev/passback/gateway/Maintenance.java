package dev.passback.gateway;

import dev.passback.db.Database;
import dev.passback.db.Duties;
import dev.passback.db.delivery.SlotStore;
import dev.passback.db.job.OldJobs;
import dev.passback.db.statistics.Fold;
import dev.passback.db.submission.IdempotencyStore;
import dev.passback.gateway.delivery.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** What has to be done in the database now and then, by any node and only one: partitions made ahead, what is over forgotten. */
final class Maintenance {

    private static final String DUTY = "maintenance";
    private static final int MONTHS_AHEAD = 3;
    private static final int MOST_FORGOTTEN = 50_000;
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration TURN = Duration.ofMinutes(50);

    private final Pool pool;
    private final Duties duties;
    private final SlotStore slots;
    private final IdempotencyStore keys;
    private final Fold fold;
    private final OldJobs jobs;

    private Maintenance(Pool pool, String node) {
        this.pool = pool;
        this.duties = new Duties(pool, node);
        this.slots = new SlotStore(pool, node);
        this.keys = new IdempotencyStore(pool);
        this.fold = new Fold(pool);
        this.jobs = new OldJobs(pool);
    }

    /** A loop that is not started yet. */
    static Loop loop(Vertx vertx, Pool pool, String node) {
        return new Loop(vertx, DUTY, PAUSE, new Maintenance(pool, node)::round);
    }

    private Future<Void> round() {
        return duties.take(DUTY, TURN).compose(mine -> mine ? work() : Future.succeededFuture());
    }

    private Future<Void> work() {
        return Database.makePartitions(pool, MONTHS_AHEAD)
                .compose(made -> slots.forgetOld())
                .compose(forgotten -> keys.forgetOld(MOST_FORGOTTEN))
                .compose(forgotten -> fold.forgetOld())
                .compose(forgotten -> jobs.forget())
                .<Void>mapEmpty()
                .recover(failure -> duties.passOn(DUTY).transform(passed -> Future.failedFuture(failure)));
    }
}
