package dev.passback.gateway;

import dev.passback.db.Database;
import dev.passback.db.Duties;
import dev.passback.db.delivery.SlotStore;
import dev.passback.db.job.OldJobs;
import dev.passback.db.retention.Retention;
import dev.passback.db.statistics.Fold;
import dev.passback.db.submission.IdempotencyStore;
import dev.passback.db.webhook.WebhookQueue;
import dev.passback.gateway.delivery.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done in the database now and then, by any node and only one: partitions made ahead, what is over forgotten. */
final class Maintenance {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.maintenance");
    private static final String DUTY = "maintenance";
    private static final int MONTHS_AHEAD = 3;
    private static final int MOST_FORGOTTEN = 50_000;
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration TURN = Duration.ofMinutes(50);

    private static final Duration LONGEST_PURGE = Duration.ofMinutes(20);

    private final Pool pool;
    private final Duties duties;
    private final SlotStore slots;
    private final IdempotencyStore keys;
    private final Fold fold;
    private final OldJobs jobs;
    private final WebhookQueue webhooks;
    private final Retention retention;
    private final BooleanSupplier stopping;

    private Maintenance(Pool pool, String node, BooleanSupplier stopping) {
        this.pool = pool;
        this.duties = new Duties(pool, node);
        this.slots = new SlotStore(pool, node);
        this.keys = new IdempotencyStore(pool);
        this.fold = new Fold(pool);
        this.jobs = new OldJobs(pool);
        this.webhooks = new WebhookQueue(pool);
        this.retention = new Retention(pool);
        this.stopping = stopping;
    }

    /**
     * A loop that is not started yet.
     *
     * @param stopping asked in the midst of what takes long: a node that stops does not wait for it
     */
    static Loop loop(Vertx vertx, Pool pool, String node, BooleanSupplier stopping) {
        return new Loop(vertx, DUTY, PAUSE, new Maintenance(pool, node, stopping)::round);
    }

    private Future<Void> round() {
        return duties.take(DUTY, TURN).compose(mine -> mine ? work() : Future.succeededFuture());
    }

    /** For a part of the turn: a first purge of years takes several, and nobody waits for it. */
    private Future<Void> purge() {
        long until = System.nanoTime() + LONGEST_PURGE.toNanos();
        return retention
                .purge(() -> System.nanoTime() < until && !stopping.getAsBoolean())
                .onSuccess(gone -> {
                    if (gone.submissions() + gone.bodies() + gone.months() > 0) {
                        LOGGER.atInfo()
                                .addKeyValue("submissions", gone.submissions())
                                .addKeyValue("bodies", gone.bodies())
                                .addKeyValue("months", gone.months())
                                .log("what was past its days is gone");
                    }
                })
                .mapEmpty();
    }

    private Future<Void> work() {
        return Database.makePartitions(pool, MONTHS_AHEAD)
                .compose(made -> slots.forgetOld())
                .compose(forgotten -> keys.forgetOld(MOST_FORGOTTEN))
                .compose(forgotten -> fold.forgetOld())
                .compose(forgotten -> jobs.forget())
                .compose(forgotten -> webhooks.forgetOld(MOST_FORGOTTEN))
                .compose(forgotten -> purge())
                .<Void>mapEmpty()
                .recover(failure -> duties.passOn(DUTY).transform(passed -> Future.failedFuture(failure)));
    }
}
