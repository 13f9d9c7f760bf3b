package dev.passback.db.retention;

import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * Lets go what is past its days: by batches that are short enough to be in nobody's way, each committed by itself, so that it can end
 * at any moment and go on later. Any node, or a command; two at once do no harm. Any thread.
 */
public final class Retention {

    /** How many submissions one batch takes. */
    static final int BATCH = 2_000;

    /** How many of a tenant's are counted beforehand. */
    public static final int MOST_COUNTED = 1_000_000;

    private final Pool pool;

    public Retention(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is past its days.
     *
     * @param submissions at most one more than {@link #MOST_COUNTED}, as is {@code bodies}
     * @param held whether nothing goes because of a legal hold
     */
    public record Due(Tenant tenant, Keeping keeping, boolean held, long submissions, long bodies) {}

    static final String DUE = """
            SELECT t.id, t.name, t.keep_days, t.keep_bodies_days, t.hold_since IS NOT NULL AS held,
              (SELECT count(*) FROM (
                SELECT FROM submission s WHERE s.tenant_id = t.id AND s.settled_at < now() - make_interval(days => t.keep_days)
                LIMIT $1) q) AS submissions,
              (SELECT count(*) FROM (
                SELECT FROM submission s
                WHERE s.tenant_id = t.id AND s.settled_at >= t.bodies_dropped_until
                  AND s.settled_at < now() - make_interval(days => t.keep_bodies_days) AND s.state = 'delivered' AND s.body <> ''
                LIMIT $1) q) AS bodies
            FROM tenant t
            WHERE t.keep_days IS NOT NULL OR t.keep_bodies_days IS NOT NULL
            ORDER BY t.name
            """;

    /** What would go now, tenant by tenant; changes nothing. */
    public Future<List<Due>> due() {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of((long) MOST_COUNTED + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Retention::due)
                        .toList());
    }

    private static Due due(Row row) {
        return new Due(
                new Tenant(new TenantId(row.getLong("id")), row.getString("name")),
                new Keeping(
                        Optional.ofNullable(row.getInteger("keep_days")),
                        Optional.ofNullable(row.getInteger("keep_bodies_days"))),
                row.getBoolean("held"),
                row.getLong("submissions"),
                row.getLong("bodies"));
    }

    /** What went. */
    public record Gone(long submissions, long bodies, long months) {

        static final Gone NOTHING = new Gone(0, 0, 0);

        Gone and(Gone more) {
            return new Gone(submissions + more.submissions, bodies + more.bodies, months + more.months);
        }
    }

    static final String TENANTS = """
            SELECT id FROM tenant WHERE hold_since IS NULL AND (keep_days IS NOT NULL OR keep_bodies_days IS NOT NULL) ORDER BY id
            """;

    /**
     * Lets go what is past its days, whole months first.
     *
     * @param goOn asked between two batches; what is left then goes the next time
     */
    public Future<Gone> purge(Supplier<Boolean> goOn) {
        return months(Gone.NOTHING, goOn)
                .compose(whole -> pool.preparedQuery(TENANTS).execute().compose(rows -> {
                    Future<Gone> all = Future.succeededFuture(whole);
                    for (Row row : rows) {
                        long tenant = row.getLong("id");
                        all = all.compose(gone ->
                                        batches(PURGE_SUBMISSIONS, count -> new Gone(count, 0, 0), tenant, gone, goOn))
                                .compose(gone ->
                                        batches(PURGE_BODIES, count -> new Gone(0, count, 0), tenant, gone, goOn));
                    }
                    return all;
                }));
    }

    static final String PURGE_MONTH = "SELECT purge_month()";

    private Future<Gone> months(Gone gone, Supplier<Boolean> goOn) {
        return !goOn.get()
                ? Future.succeededFuture(gone)
                : pool.preparedQuery(PURGE_MONTH)
                        .execute()
                        .map(rows -> Optional.ofNullable(rows.iterator().next().getString(0)))
                        .compose(name -> name.isEmpty()
                                ? Future.succeededFuture(gone)
                                : months(gone.and(new Gone(0, 0, 1)), goOn));
    }

    static final String PURGE_SUBMISSIONS = "SELECT purge_submissions($1, $2)";

    static final String PURGE_BODIES = "SELECT purge_bodies($1, $2)";

    private Future<Gone> batches(
            String statement, LongFunction<Gone> counted, long tenant, Gone gone, Supplier<Boolean> goOn) {
        return !goOn.get()
                ? Future.succeededFuture(gone)
                : pool.preparedQuery(statement)
                        .execute(Tuple.of(tenant, BATCH))
                        .map(rows -> rows.iterator().next().getLong(0))
                        .compose(count -> count == 0
                                ? Future.succeededFuture(gone)
                                : batches(statement, counted, tenant, gone.and(counted.apply(count)), goOn));
    }
}
