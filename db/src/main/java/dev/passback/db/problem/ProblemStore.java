package dev.passback.db.problem;

import dev.passback.core.problem.ProblemId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Change;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What people see of problems, and where they say that one stands. Wants a pool that plans for the values at hand. */
public final class ProblemStore {

    private final Pool pool;

    public ProblemStore(Pool pool) {
        this.pool = pool;
    }

    /** The last line of a page: the next one begins after it. */
    public record After(OffsetDateTime lastSeen, ProblemId id) {}

    // The page first, then its days: a list costs fourteen days of as many problems as it shows.
    // How often p was met on each of the last 14 days. The hours are summed before they meet the days: each is read
    // once.
    private static final String DAYS = """
            ARRAY(SELECT coalesce(seen.times, 0)
              FROM generate_series(date_trunc('day', now(), 'UTC') - interval '13 days', date_trunc('day', now(), 'UTC'), '1 day') day
              LEFT JOIN (
                SELECT date_trunc('day', s.hour, 'UTC') AS day, sum(s.times)::bigint AS times
                FROM problem_seen s
                WHERE s.tenant_id = p.tenant_id AND s.id = p.id AND s.hour >= date_trunc('day', now(), 'UTC') - interval '13 days'
                GROUP BY 1) seen USING (day)
              ORDER BY day) AS days
            """;

    static final String LIST = """
            SELECT p.*, t.name AS tenant_name, coalesce(i.label, p.integration_id) AS integration_label,
              (now() AT TIME ZONE 'UTC')::date AS today,
            """ + DAYS + """
            FROM (
              SELECT * FROM problem p
              WHERE ($1::bigint[] IS NULL OR p.tenant_id = ANY ($1))
                AND ($2::text[] IS NULL OR p.state = ANY ($2))
                AND ($3::text IS NULL OR p.kind = $3)
                AND ($4::text IS NULL OR p.integration_id = $4)
                AND ($5::bigint IS NULL OR p.cause = $5)
                AND ($6::text IS NULL OR p.pattern ILIKE $6 OR p.sample ILIKE $6 OR p.code ILIKE $6)
                AND ($7::timestamptz IS NULL OR (p.last_seen, p.id) < ($7, $8::bigint))
              ORDER BY p.last_seen DESC, p.id DESC
              LIMIT $9) p
            JOIN tenant t ON t.id = p.tenant_id
            LEFT JOIN integration i ON i.tenant_id = p.tenant_id AND i.id = p.integration_id
            ORDER BY p.last_seen DESC, p.id DESC
            """;

    /** A page of problems, those met last first, at most {@code size} of them. */
    public Future<Page<ProblemView>> list(ProblemFilter filter, Optional<After> after, int size) {
        Tuple values = Tuple.tuple()
                .addValue(ProblemRows.numbers(filter.tenants()))
                .addValue(ProblemRows.words(filter.states()))
                .addValue(filter.kind().map(ProblemKind::word).orElse(null))
                .addValue(filter.integration().orElse(null))
                .addValue(filter.cause().map(cause -> cause.value()).orElse(null))
                .addValue(filter.text().map(ProblemRows::anywhere).orElse(null))
                .addValue(after.map(After::lastSeen).orElse(null))
                .addValue(after.map(last -> last.id().value()).orElse(null))
                .addValue(size + 1);
        return pool.preparedQuery(LIST).execute(values).map(rows -> Page.of(rows, size, ProblemRows::view));
    }

    static final String FIND = """
            SELECT p.*, t.name AS tenant_name, coalesce(i.label, p.integration_id) AS integration_label,
              (now() AT TIME ZONE 'UTC')::date AS today,
              ARRAY(SELECT coalesce(sum(s.times), 0)::bigint
                FROM generate_series(date_trunc('day', now(), 'UTC') - interval '29 days', date_trunc('day', now(), 'UTC'), '1 day') day
                LEFT JOIN problem_seen s ON s.tenant_id = p.tenant_id AND s.id = p.id AND s.hour >= day
                  AND s.hour < day + interval '1 day'
                GROUP BY day ORDER BY day) AS days
            FROM problem p
            JOIN tenant t ON t.id = p.tenant_id
            LEFT JOIN integration i ON i.tenant_id = p.tenant_id AND i.id = p.integration_id
            WHERE p.id = $1 AND ($2::bigint[] IS NULL OR p.tenant_id = ANY ($2))
            LIMIT 1
            """;

    /** One problem of one of these tenants. */
    public Future<Optional<ProblemView>> find(ProblemId id, Optional<Set<TenantId>> tenants) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple().addValue(id.value()).addValue(ProblemRows.numbers(tenants)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(ProblemRows.view(rows.iterator().next())));
    }

    // Whichever of the two indexes is its own holds few rows or stops at the limit.
    static final String STANDING = """
            SELECT CASE WHEN $2::bigint & 1 = 0
              THEN (SELECT count(*) FROM (SELECT FROM submission s WHERE s.tenant_id = $1 AND s.last_problem = $2 LIMIT $3) f)
              ELSE (SELECT count(*) FROM (
                SELECT DISTINCT w.submission_id FROM warning w WHERE w.tenant_id = $1 AND w.problem = $2 LIMIT $3) g)
              END::integer
            """;

    /** How many submissions stand with it: their last attempt failed so, or they have the warning. No more than {@code most} are counted. */
    public Future<Integer> standing(TenantId tenant, ProblemId id, int most) {
        return pool.preparedQuery(STANDING)
                .execute(Tuple.of(tenant.value(), id.value(), most))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** A problem and how often it was met. */
    public record Top(ProblemView problem, long times) {}

    static final String TOP = """
            WITH met AS (
              SELECT s.tenant_id, s.id, sum(s.times)::bigint AS met
              FROM problem_seen s JOIN problem p ON p.tenant_id = s.tenant_id AND p.id = s.id
              WHERE s.hour >= date_trunc('hour', now() - $2 * interval '1 second', 'UTC')
                AND ($1::bigint[] IS NULL OR s.tenant_id = ANY ($1)) AND p.state IN ('open', 'acknowledged')
              GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT $3
            )
            SELECT p.*, met.met, t.name AS tenant_name, coalesce(i.label, p.integration_id) AS integration_label,
              (now() AT TIME ZONE 'UTC')::date AS today,
            """ + DAYS + """
            FROM met
            JOIN problem p USING (tenant_id, id)
            JOIN tenant t ON t.id = p.tenant_id
            LEFT JOIN integration i ON i.tenant_id = p.tenant_id AND i.id = p.integration_id
            ORDER BY met.met DESC, p.id
            """;

    /** Those that are open or acknowledged and were met most often in the time that is past, to the hour. */
    public Future<List<Top>> top(Optional<Set<TenantId>> tenants, Duration past, int most) {
        return pool.preparedQuery(TOP)
                .execute(Tuple.tuple()
                        .addValue(ProblemRows.numbers(tenants))
                        .addValue(past.toSeconds())
                        .addValue(most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ProblemStore::top)
                        .toList());
    }

    private static Top top(Row row) {
        return new Top(ProblemRows.view(row), row.getLong("met"));
    }

    static final String CHANGE = """
            WITH was AS (
              SELECT * FROM problem WHERE tenant_id = $1 AND id = $2 FOR UPDATE
            ), changed AS (
              UPDATE problem p
              SET state = $4, state_since = now(), state_by = $6, muted_until = now() + $5 * interval '1 millisecond',
                version = p.version + 1
              FROM was
              WHERE p.tenant_id = $1 AND p.id = was.id AND was.version = $3
              RETURNING p.*
            ), noted AS (
              INSERT INTO audit (tenant_id, actor, act, reason, origin, subject_kind, subject, before, after)
              SELECT $1, $6, $9, $7, $8, 'problem', lpad(to_hex(changed.id), 16, '0'),
                jsonb_build_object('state', was.state), jsonb_build_object('state', changed.state, 'muted_until', changed.muted_until)
              FROM was, changed
            )
            SELECT was.version AS was, changed.version AS now FROM was LEFT JOIN changed ON true
            """;

    /**
     * Says where a problem stands.
     *
     * @param mutedFor for how long, when it is muted
     * @param version that the change was made on
     */
    public Future<Change> change(
            ProblemView problem, ProblemState state, Optional<Duration> mutedFor, long version, Act act) {
        @Nullable
        Long length =
                state == ProblemState.MUTED ? mutedFor.map(Duration::toMillis).orElseThrow() : null;
        Tuple values = Tuple.of(problem.tenant().id().value(), problem.id().value(), version, state.word())
                .addValue(length);
        return pool.preparedQuery(CHANGE)
                .execute(act.addTo(values).addValue(verb(state)))
                .map(Change::ofVersioned);
    }

    private static String verb(ProblemState state) {
        return switch (state) {
            case OPEN -> "open again";
            case ACKNOWLEDGED -> "acknowledge";
            case MUTED -> "mute";
            case RESOLVED -> "resolve";
        };
    }
}
