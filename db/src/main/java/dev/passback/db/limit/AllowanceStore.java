package dev.passback.db.limit;

import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * What tenants have left of their limits, one for all nodes. Limits are read with every take, so a changed one holds at once. Never
 * is more given than the limit lets through. Any thread.
 */
public final class AllowanceStore {

    private final Pool pool;

    public AllowanceStore(Pool pool) {
        this.pool = pool;
    }

    // The row's lock makes nodes take turns, and what is computed is computed from the row as the one before left it.
    // greatest(): whoever waited for the lock may have read the clock before that one did.
    static final String TAKE_REQUESTS = """
            WITH bucket AS (
              SELECT a.tenant_id, t.rate_per_second AS rate, t.rate_burst AS burst, greatest(a.filled_at, c.now) AS at,
                     least(t.rate_burst, a.tokens + t.rate_per_second * greatest(0, extract(epoch FROM c.now - a.filled_at)))
                       AS level
              FROM tenant_allowance a JOIN tenant t ON t.id = a.tenant_id CROSS JOIN (SELECT clock_timestamp() AS now) c
              WHERE a.tenant_id = $1
              FOR NO KEY UPDATE OF a
            ), given AS (
              SELECT *, least(floor(level), $2::integer) AS tokens FROM bucket
            )
            UPDATE tenant_allowance a SET tokens = coalesce(g.level - g.tokens, a.tokens), filled_at = g.at
            FROM given g WHERE a.tenant_id = g.tenant_id
            RETURNING g.tokens::integer, g.burst::bigint, floor(g.level - g.tokens)::bigint,
                      1000 * greatest(0, 1 - (g.level - g.tokens)) / g.rate,
                      1000 * (g.burst - (g.level - g.tokens)) / g.rate
            """;

    /** Takes up to so many requests out of the bucket. */
    public Future<Grant> takeRequests(TenantId tenant, int wanted) {
        return take(TAKE_REQUESTS, tenant, wanted, row -> grant(row, wanted, Optional.empty()));
    }

    static final String TAKE_LINKS = """
            WITH today AS (
              SELECT a.tenant_id, t.per_day, c.now, greatest(a.day, c.today) AS day,
                     CASE WHEN a.day >= c.today THEN a.day_taken ELSE 0 END AS taken
              FROM tenant_allowance a JOIN tenant t ON t.id = a.tenant_id
              CROSS JOIN (SELECT now, (now AT TIME ZONE 'UTC')::date AS today FROM clock_timestamp() AS now) c
              WHERE a.tenant_id = $1
              FOR NO KEY UPDATE OF a
            ), given AS (
              SELECT *, greatest(0, least(per_day - taken, $2::integer)) AS tokens FROM today
            )
            UPDATE tenant_allowance a SET day = g.day, day_taken = g.taken + g.tokens
            FROM given g WHERE a.tenant_id = g.tenant_id
            RETURNING g.tokens::integer, g.per_day, greatest(0, g.per_day - g.taken - g.tokens),
                      CASE WHEN g.per_day - g.taken > g.tokens THEN 0
                        ELSE 1000 * extract(epoch FROM (g.day + 1)::timestamp AT TIME ZONE 'UTC' - g.now) END,
                      1000 * extract(epoch FROM (g.day + 1)::timestamp AT TIME ZONE 'UTC' - g.now),
                      g.day
            """;

    /** Takes up to so many result links out of the day's limit. */
    public Future<Grant> takeLinks(TenantId tenant, int wanted) {
        return take(TAKE_LINKS, tenant, wanted, row -> grant(row, wanted, Optional.of(row.getLocalDate(5))));
    }

    static final String GIVE_BACK_LINKS = """
            UPDATE tenant_allowance SET day_taken = greatest(0, day_taken - $3) WHERE tenant_id = $1 AND day = $2
            """;

    /** Gives back what was taken of a day's limit and not used; once that day is over it changes nothing. */
    public Future<Void> giveBackLinks(TenantId tenant, LocalDate day, int unused) {
        return pool.preparedQuery(GIVE_BACK_LINKS)
                .execute(Tuple.of(tenant.value(), day, unused))
                .mapEmpty();
    }

    static final String BEGIN = """
            INSERT INTO tenant_allowance (tenant_id, tokens, day)
            SELECT id, coalesce(rate_burst, 0), (now() AT TIME ZONE 'UTC')::date FROM tenant WHERE id = $1
            ON CONFLICT DO NOTHING
            """;

    private Future<Grant> take(String sql, TenantId tenant, int wanted, Function<Row, Grant> read) {
        return takeOnce(sql, tenant, wanted, read)
                .compose(taken -> taken.isPresent()
                        ? Future.succeededFuture(taken)
                        : pool.preparedQuery(BEGIN)
                                .execute(Tuple.of(tenant.value()))
                                .compose(begun -> takeOnce(sql, tenant, wanted, read)))
                .map(taken -> taken.orElseThrow(() -> new IllegalStateException("there is no tenant " + tenant)));
    }

    private Future<Optional<Grant>> takeOnce(String sql, TenantId tenant, int wanted, Function<Row, Grant> read) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), wanted))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(read.apply(rows.iterator().next())));
    }

    private static Grant grant(Row row, int wanted, Optional<LocalDate> day) {
        Long limit = row.getLong(1);
        return limit == null
                ? Grant.unlimited(wanted)
                : new Grant(
                        row.getInteger(0),
                        Optional.of(limit),
                        row.getLong(2),
                        Duration.ofMillis((long) Math.ceil(row.getDouble(3))),
                        Duration.ofMillis((long) Math.ceil(row.getDouble(4))),
                        day);
    }
}
