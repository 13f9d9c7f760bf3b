package dev.passback.db.delivery;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.TenantBatches;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * The queue, which is PostgreSQL. A claim gives a lease and writes down an attempt as begun; only the holder of the lease can
 * settle. The database's clock is the only clock. Any thread.
 */
public final class DeliveryQueue {

    /** How often a blocked integration is tried. Gentle: an upstream that refuses calls counts them. */
    public static final Duration PROBE_PAUSE = Duration.ofMinutes(5);

    private final Pool pool;
    private final String node;
    private final TenantBatches<Settlement, Boolean> settlements;

    /** A queue as one node sees it, which nobody measures. */
    public DeliveryQueue(Pool pool, String node) {
        this(pool, node, rows -> {});
    }

    /**
     * A queue as one node sees it.
     *
     * @param node written beside each attempt, so that one can see who made it
     * @param sizes is told how many rows share each write
     */
    public DeliveryQueue(Pool pool, String node, IntConsumer sizes) {
        this.pool = pool;
        this.node = node;
        this.settlements = new TenantBatches<>(sizes, this::settleTogether);
    }

    // One look into the queue's index for each integration, however deep its backlog is. Not EXISTS: that may be
    // planned
    // as a join over all the backlog there is. A blocked one shows up when it is to be tried again.
    static final String DUE = """
            SELECT i.tenant_id, i.id
            FROM integration i
            CROSS JOIN LATERAL (
              SELECT FROM submission s
              WHERE s.tenant_id = i.tenant_id AND s.integration_id = i.id AND s.settled_at = 'infinity' AND s.state = 'queued'
                AND s.due_at <= now()
              ORDER BY s.due_at LIMIT 1) oldest
            WHERE i.state = 'active' OR i.state = 'blocked' AND i.probe_at <= now()
            """;

    /** The integrations that have something to be sent now. */
    public Future<List<IntegrationRef>> due() {
        return pool.preparedQuery(DUE)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new IntegrationRef(new TenantId(row.getLong(0)), row.getString(1)))
                        .toList());
    }

    // Reads one integration's due rows through one partial index (submission_due). SKIP LOCKED: no node waits for
    // another.
    // ANY (ARRAY ...): a few ids to look up, whatever $3 is; joined, they may be planned as a pass over all open rows.
    // unsure > 0: an earlier attempt may have arrived, so this one is marked before it is made.
    static final String CLAIM = """
            WITH probed AS (
              UPDATE integration SET probe_at = now() + $6 * interval '1 millisecond'
              WHERE tenant_id = $1 AND id = $2 AND state = 'blocked' AND probe_at <= now()
              RETURNING 1
            ), target AS (
              SELECT released_at, retry_window, credential_version,
                     CASE state WHEN 'active' THEN $3 WHEN 'blocked' THEN (SELECT count(*) FROM probed) ELSE 0 END AS most
              FROM integration WHERE tenant_id = $1 AND id = $2
            ), due AS (
              SELECT id FROM submission
              WHERE tenant_id = $1 AND integration_id = $2 AND settled_at = 'infinity' AND state = 'queued' AND due_at <= now()
              ORDER BY due_at, id
              LIMIT (SELECT most FROM target)
              FOR UPDATE SKIP LOCKED
            ), claimed AS (
              UPDATE submission s
              SET state = 'sending', due_at = NULL, attempts = s.attempts + 1,
                  may_be_doubled = s.may_be_doubled OR s.unsure > 0,
                  lease = gen_random_uuid(), lease_until = now() + $4 * interval '1 millisecond'
              WHERE s.tenant_id = $1 AND s.id = ANY (ARRAY(SELECT id FROM due)) AND s.settled_at = 'infinity'
              RETURNING s.*
            ), begun AS (
              INSERT INTO attempt (tenant_id, submission_id, no, begun_at, lease, node)
              SELECT tenant_id, id, attempts, now(), lease, $5 FROM claimed
            )
            SELECT tenant_id, id, integration_id, target_kind, target_id, body, attempts, now() AS begun_at, lease,
                   attempts - earlier_rounds AS round_attempts, unsure,
                   (extract(epoch FROM greatest(retry_until, released_at + retry_window * interval '1 millisecond') - now())
                     * 1000)::bigint AS left_ms, credential_version, trace_context
            FROM claimed, target
            """;

    /**
     * Takes at most {@code most} due submissions of one integration, each under a lease of its own; attempts are begun. Of a blocked
     * one it takes a single submission now and then, to see whether it is mended; of a paused one nothing.
     */
    public Future<List<Claimed>> claim(IntegrationRef from, int most, Duration lease) {
        Tuple values =
                Tuple.of(from.tenant().value(), from.id(), (long) most, lease.toMillis(), node, PROBE_PAUSE.toMillis());
        return pool.preparedQuery(CLAIM).execute(values).map(ClaimedRows::of);
    }

    // The fence is lease = r.lease: of two that believe they hold a submission, one finds no row. They may stand in
    // the same statement, so all that is written beside goes by the lease, not by the id. A blocked outcome costs no
    // attempt of the schedule; an answer that shows the integration to be mended releases it. What a credential was
    // refused for that is no longer in force says nothing of the integration.
    // The plan is made once, whatever is open then (ADR 30). So r has three narrow columns and tells where the others
    // stand in their arrays: joined whole, they may be copied for each pair of rows. The range of i has it taken for
    // one row, so that each is looked up. The bounds of begun_at leave other months' partitions out.
    static final String SETTLE = """
            WITH r AS (
              SELECT id, lease, i::integer FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS r (id, lease, i)
              WHERE i BETWEEN 1 AND cardinality($2)
            ), moved AS (
              UPDATE submission s
              SET state = v.state, lease = NULL, lease_until = NULL,
                  settled_at = CASE WHEN v.state IN ('delivered', 'rejected', 'expired') THEN now() ELSE 'infinity' END,
                  due_at = now() + ($7::bigint[])[r.i] * interval '1 millisecond',
                  unsure = s.unsure + (v.outcome = 'unsure')::integer, warnings = s.warnings + ($21::integer[])[r.i],
                  earlier_rounds = s.earlier_rounds + (v.outcome = 'blocked')::integer,
                  last_outcome = v.outcome, last_reason = ($9::text[])[r.i], last_status = ($10::integer[])[r.i],
                  last_code = ($11::text[])[r.i], last_problem = ($29::bigint[])[r.i]
              FROM r CROSS JOIN LATERAL (SELECT ($6::text[])[r.i] AS state, ($8::text[])[r.i] AS outcome) v
              WHERE s.tenant_id = $1 AND s.id = r.id AND s.settled_at = 'infinity' AND s.lease = r.lease
              RETURNING s.id, s.integration_id, r.lease, r.i, v.state, v.outcome
            ), ended AS (
              UPDATE attempt a
              SET ended_at = now(), outcome = m.outcome, reason = ($9::text[])[m.i], status = ($10::integer[])[m.i],
                  code = ($11::text[])[m.i], title = ($12::text[])[m.i], message = ($13::text[])[m.i],
                  log_url = ($14::text[])[m.i], answer_headers = ($15::text[])[m.i], answer_body = ($16::text[])[m.i],
                  answer_cut = ($17::boolean[])[m.i], connect_us = ($18::bigint[])[m.i], waiting_us = ($19::bigint[])[m.i],
                  reading_us = ($20::bigint[])[m.i], integration_id = ($22::text[])[m.i], next_state = m.state,
                  problem = ($29::bigint[])[m.i]
              FROM moved m
              WHERE a.tenant_id = $1 AND a.begun_at BETWEEN $31 AND $32 AND a.submission_id = m.id
                AND a.no = ($4::integer[])[m.i] AND a.begun_at = ($5::timestamptz[])[m.i]
            ), warned AS (
              INSERT INTO warning (tenant_id, submission_id, attempt, no, message, integration_id, problem)
              SELECT $1, moved.id, w.attempt, w.no, w.message, moved.integration_id, w.problem
              FROM unnest($23::uuid[], $24::integer[], $25::integer[], $26::text[], $30::bigint[])
              AS w (lease, attempt, no, message, problem)
              JOIN moved USING (lease)
            ), blocked AS (
              UPDATE integration i
              SET state = 'blocked', state_since = now(), state_reason = b.reason,
                  probe_at = now() + $27 * interval '1 millisecond'
              FROM (
                SELECT DISTINCT ON (m.integration_id) m.integration_id, ($9::text[])[m.i] AS reason
                FROM moved m
                JOIN integration c ON c.tenant_id = $1 AND c.id = m.integration_id
                  AND c.credential_version = ($28::integer[])[m.i]
                WHERE m.outcome = 'blocked') b
              WHERE i.tenant_id = $1 AND i.id = b.integration_id AND i.state = 'active'
            ), mended AS (
              UPDATE integration i
              SET state = 'active', state_since = now(), state_reason = NULL, probe_at = NULL, released_at = now()
              FROM (SELECT DISTINCT integration_id FROM moved WHERE outcome IN ('accepted', 'refused')) m
              WHERE i.tenant_id = $1 AND i.id = m.integration_id AND i.state = 'blocked'
                AND i.id NOT IN (
                  SELECT integration_id FROM unnest($22::text[], $8::text[]) AS b (integration_id, outcome) WHERE outcome = 'blocked')
            )
            SELECT lease FROM moved
            """;

    /**
     * Writes down what an attempt came to and what follows, together with others that settle now.
     *
     * @return failed with {@link LeaseLostException} if somebody else holds the submission; nothing is written then
     */
    public Future<Void> settle(Settlement settlement) {
        Claimed claimed = settlement.claimed();
        return settlements
                .add(claimed.tenant(), settlement)
                .compose(held ->
                        held ? Future.succeededFuture() : Future.failedFuture(new LeaseLostException(claimed.id())));
    }

    private Future<List<Boolean>> settleTogether(TenantId tenant, List<Settlement> together) {
        return pool.preparedQuery(SETTLE)
                .execute(SettlementColumns.of(tenant, together, PROBE_PAUSE))
                .map(rows -> {
                    Set<UUID> held = new HashSet<>();
                    rows.forEach(row -> held.add(row.getUUID(0)));
                    return together.stream()
                            .map(one -> held.contains(one.claimed().lease()))
                            .toList();
                });
    }

    static final String NOTE_LATE = """
            UPDATE attempt SET late_at = now(), late_outcome = $5, late_reason = $6
            WHERE tenant_id = $1 AND submission_id = $2 AND no = $3 AND begun_at = $4 AND lease = $7
            """;

    /** Notes what came of a call after its lease was lost: it changes nothing, but whoever looks shall see it. */
    public Future<Void> noteLate(Settlement late) {
        Claimed claimed = late.claimed();
        return pool.preparedQuery(NOTE_LATE)
                .execute(Tuple.tuple()
                        .addValue(claimed.tenant().value())
                        .addValue(claimed.id().value())
                        .addValue(claimed.attempt())
                        .addValue(claimed.begunAt())
                        .addValue(late.result().outcome().kind().word())
                        .addValue(late.result().outcome().reason())
                        .addValue(claimed.lease()))
                .mapEmpty();
    }
}
