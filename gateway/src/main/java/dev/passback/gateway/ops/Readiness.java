package dev.passback.gateway.ops;

import dev.passback.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether this program should be sent requests now. */
public final class Readiness {

    private static final int PATIENCE_SECONDS = 2;

    private final Pool pool;
    private volatile boolean stopping;

    public Readiness(Pool pool) {
        this.pool = pool;
    }

    /** From now on: do not send any more. */
    public void stop() {
        stopping = true;
    }

    /** What stands in the way; nothing when all is well. */
    Future<Optional<String>> obstacle() {
        if (stopping) {
            return Future.succeededFuture(Optional.of("stopping"));
        }
        return Database.isWritable(pool)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(writable -> writable ? Optional.<String>empty() : Optional.of("the database is read-only"))
                .otherwise(down -> Optional.of("the database does not answer"));
    }
}
