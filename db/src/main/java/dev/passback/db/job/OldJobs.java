package dev.passback.db.job;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** What is forgotten of jobs. What they did stays in the audit log and in each time-line. */
public final class OldJobs {

    /** How long a file is kept after its job is over. */
    public static final int DAYS_OF_FILES = 7;

    /** How long a job and its report are kept after it is over. */
    public static final int DAYS_OF_REPORTS = 90;

    private final Pool pool;

    public OldJobs(Pool pool) {
        this.pool = pool;
    }

    static final String FORGET_FILES = """
            DELETE FROM job_part p
            USING job j
            WHERE j.id = p.job_id AND j.ended_at < now() - $1 * interval '1 day'
            """;

    static final String FORGET = """
            DELETE FROM job WHERE ended_at < now() - $1 * interval '1 day'
            """;

    /** Forgets what has been over for long enough. */
    public Future<Void> forget() {
        return pool.preparedQuery(FORGET_FILES)
                .execute(Tuple.of(DAYS_OF_FILES))
                .compose(files -> pool.preparedQuery(FORGET).execute(Tuple.of(DAYS_OF_REPORTS)))
                .mapEmpty();
    }
}
