package dev.passback.db.statistics;

import static dev.passback.db.MigratedDatabase.await;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Folds in all that is committed, however young, so that a test need not wait. */
public final class Folding {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Folding() {}

    /** All that happened in the last forty days, counted anew. */
    public static void anew(Pool pool) {
        await(new Fold(pool).beginAnew(OffsetDateTime.now(ZoneOffset.UTC).minusDays(40)));
        all(pool);
    }

    /** All that was not folded in yet. */
    public static void all(Pool pool) {
        Fold fold = new Fold(pool, Duration.ZERO);
        OffsetDateTime now =
                await(pool.query("SELECT now()").execute()).iterator().next().getOffsetDateTime(0);
        long start = System.nanoTime();
        // a transaction of another test that is still running keeps it back for a moment
        while (!reaches(pool, now)) {
            await(fold.round());
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("not folded within " + PATIENCE);
            }
        }
    }

    private static boolean reaches(Pool pool, OffsetDateTime time) {
        return await(pool.preparedQuery("SELECT until >= $1 FROM folded").execute(Tuple.of(time)))
                .iterator()
                .next()
                .getBoolean(0);
    }
}
