package dev.passback.gateway.job;

import static dev.passback.db.MigratedDatabase.await;

import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.job.JobBatch;
import dev.passback.db.job.JobQueue;
import dev.passback.db.job.Selection;
import dev.passback.db.live.Changes;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/** A process of its own: when it is killed, its connections are gone and nothing that it began is finished. */
final class JobNode {

    private final Vertx vertx = Vertx.vertx();
    private final JobLoop loop;

    JobNode(String name, DatabaseAddress database) {
        Pool pool = Database.open(vertx, database, 2);
        loop = new JobLoop(
                vertx,
                new JobWork(
                        new JobQueue(pool, name),
                        new JobBatch(pool),
                        new Selection(Database.openForLists(vertx, database, 1)),
                        new Changes(vertx, pool)));
        loop.start();
    }

    /** As a node that is told to end. */
    void stop() {
        await(loop.stop());
    }

    void kill() {
        await(vertx.close());
    }
}
