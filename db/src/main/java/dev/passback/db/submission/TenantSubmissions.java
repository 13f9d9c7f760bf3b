package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The submissions of one tenant as a list, newest first; wants a pool of {@link dev.passback.db.Database#openForLists}. */
public final class TenantSubmissions {

    // An id is made by a node's clock, the time of acceptance is the database's. Where the two are farther apart than
    // this, a filter by time misses submissions at its edges.
    static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final Pool pool;

    public TenantSubmissions(Pool pool) {
        this.pool = pool;
    }

    // ANY, and the order by tenant and id: for tenant_id = $1 the planner may take the index of all tenants' ids,
    // in which the rows of a large tenant are dense on the whole, and read past what others sent since its last.
    // A filter that is absent is NULL; the pool plans for the values at hand, so it costs nothing. $10 and $11 leave
    // partitions out, and so does settled_at >= $12, since nothing is settled before it is accepted.
    // The page first, then the joins: planned as one, they would change how the page is read.
    static final String PAGE = """
            SELECT page.*, t.name AS tenant_name, i.label AS integration_label, i.state AS integration_state,
                   CASE WHEN page.settled IS NULL
                     THEN greatest(page.retry_until, i.released_at + i.retry_window * interval '1 millisecond')
                     ELSE page.retry_until END AS tried_until
            FROM (
              SELECT s.tenant_id, s.id, s.integration_id, s.target_kind, s.target_id, s.label, s.url, s.state, s.attempts,
                     s.warnings, s.may_be_doubled, s.accepted_at, s.retry_until, s.due_at, s.last_outcome, s.last_reason,
                     s.last_status, s.last_code, nullif(s.settled_at, 'infinity') AS settled
              FROM submission s
              WHERE s.tenant_id = ANY (ARRAY[$1::bigint])
                AND ($2::uuid IS NULL OR s.id < $2)
                AND ($4::text IS NULL OR s.integration_id COLLATE "C" = $4)
                AND ($5::text IS NULL OR s.target_id = $5 AND s.target_kind = $6::text)
                AND ($7::text[] IS NULL OR s.state = ANY ($7))
                AND (NOT $8::boolean OR s.warnings > 0)
                AND (NOT $9::boolean OR s.may_be_doubled)
                AND (NOT $10::boolean OR s.settled_at = 'infinity')
                AND (NOT $11::boolean OR s.settled_at < 'infinity')
                AND ($12::timestamptz IS NULL OR s.accepted_at >= $12 AND s.settled_at >= $12 AND s.id >= $13::uuid)
                AND ($14::timestamptz IS NULL OR s.accepted_at < $14 AND s.id < $15::uuid)
              ORDER BY s.tenant_id DESC, s.id DESC
              LIMIT $3) page
            JOIN tenant t ON t.id = $1
            JOIN integration i ON i.tenant_id = $1 AND i.id = page.integration_id
            ORDER BY page.tenant_id DESC, page.id DESC
            """;

    /** A page of submissions, newest first, at most {@code size} of them; all are older than the one that is given. */
    public Future<SubmissionPage> list(
            TenantId tenant, TenantFilter filter, Optional<SubmissionId> olderThan, int size) {
        return pool.preparedQuery(PAGE)
                .execute(values(tenant, filter, olderThan, size + 1))
                .map(rows -> {
                    List<SubmissionLine> lines = StreamSupport.stream(rows.spliterator(), false)
                            .map(SubmissionRows::line)
                            .toList();
                    boolean more = lines.size() > size;
                    return new SubmissionPage(more ? lines.subList(0, size) : lines, olderThan.isPresent(), more);
                });
    }

    static Tuple values(TenantId tenant, TenantFilter filter, Optional<SubmissionId> olderThan, int most) {
        Optional<Instant> from = filter.acceptedFrom();
        Optional<Instant> to = filter.acceptedTo();
        return Tuple.tuple()
                .addValue(tenant.value())
                .addValue(olderThan.map(SubmissionId::value).orElse(null))
                .addValue(most)
                .addValue(filter.integration().orElse(null))
                .addValue(filter.target().map(Target::id).orElse(null))
                .addValue(filter.target().map(target -> target.kind().word()).orElse(null))
                .addValue(words(filter.states()))
                .addValue(filter.warned())
                .addValue(filter.mayBeDoubled())
                .addValue(filter.openOnly())
                .addValue(filter.settledOnly())
                .addValue(from.map(TenantSubmissions::micros).orElse(null))
                .addValue(from.map(time -> leastId(time.minus(CLOCKS_APART))).orElse(null))
                .addValue(to.map(TenantSubmissions::micros).orElse(null))
                .addValue(to.map(time -> leastId(time.plus(CLOCKS_APART))).orElse(null));
    }

    /** PostgreSQL counts in microseconds; rounded up, "from then on" and "before then" mean the same as unrounded. */
    private static OffsetDateTime micros(Instant time) {
        return time.plusNanos(999).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static UUID leastId(Instant time) {
        return SubmissionId.leastAt(time).value();
    }

    private static String @Nullable [] words(Set<SubmissionState> states) {
        return states.isEmpty()
                ? null
                : states.stream().map(SubmissionState::word).toArray(String[]::new);
    }
}
