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

/**
 * The queue, which is PostgreSQL. A claim gives a lease and writes down an attempt as begun; only the holder of the lease can
 * settle. The database's clock is the only clock. Any thread.
 */
public final class DeliveryQueue {

    /** How often a blocked integration is tried. Gentle: an upstream that refuses calls counts them. */
    public static final Duration PROBE_PAUSE = Duration.ofMinutes(5);

    private final Pool pool;
    private final String node;
    private final TenantBatches<Settlement, Boolean> settlements = new TenantBatches<>(this::settleTogether);

    /**
     * A queue as one node sees it.
     *
     * @param node written beside each attempt, so that one can see who made it
     */
    public DeliveryQueue(Pool pool, String node) {
        this.pool = pool;
        this.node = node;
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
                     * 1000)::bigint AS left_ms, credential_version
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

    // The fence is lease = r.lease: of two that believe they hold a submission, one finds no row. They may stand in the
    // same statement, so all that is written beside goes by the lease, not by the id. A blocked outcome costs no
    // attempt
    // of the schedule; an answer that shows the integration to be mended releases it. What a credential was refused for
    // that is no longer in force says nothing of the integration.
    static final String SETTLE = """
            WITH r AS (
              SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::integer[], $5::timestamptz[], $6::text[], $7::bigint[],
                $8::text[], $9::text[], $10::integer[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
                $16::text[], $17::boolean[], $18::bigint[], $19::bigint[], $20::bigint[], $21::integer[], $22::text[],
                $28::integer[], $29::bigint[])
              AS r (id, lease, no, begun_at, state, wait, outcome, reason, status, code, title, message, log_url,
                answer_headers, answer_body, answer_cut, connect_us, waiting_us, reading_us, warnings, integration_id,
                credential_version, problem)
            ), moved AS (
              UPDATE submission s
              SET state = r.state, lease = NULL, lease_until = NULL,
                  settled_at = CASE WHEN r.state IN ('delivered', 'rejected', 'expired') THEN now() ELSE 'infinity' END,
                  due_at = now() + r.wait * interval '1 millisecond',
                  unsure = s.unsure + (r.outcome = 'unsure')::integer, warnings = s.warnings + r.warnings,
                  earlier_rounds = s.earlier_rounds + (r.outcome = 'blocked')::integer,
                  last_outcome = r.outcome, last_reason = r.reason, last_status = r.status, last_code = r.code,
                  last_problem = r.problem
              FROM r
              WHERE s.tenant_id = $1 AND s.id = r.id AND s.settled_at = 'infinity' AND s.lease = r.lease
              RETURNING s.id, r.lease, s.integration_id
            ), ended AS (
              UPDATE attempt a
              SET ended_at = now(), outcome = r.outcome, reason = r.reason, status = r.status, code = r.code, title = r.title,
                  message = r.message, log_url = r.log_url, answer_headers = r.answer_headers, answer_body = r.answer_body,
                  answer_cut = r.answer_cut, connect_us = r.connect_us, waiting_us = r.waiting_us, reading_us = r.reading_us,
                  integration_id = r.integration_id, next_state = r.state, problem = r.problem
              FROM r JOIN moved m USING (id, lease)
              WHERE a.tenant_id = $1 AND a.submission_id = r.id AND a.no = r.no AND a.begun_at = r.begun_at
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
                SELECT DISTINCT ON (r.integration_id) r.integration_id, r.reason
                FROM r JOIN moved USING (lease)
                JOIN integration c ON c.tenant_id = $1 AND c.id = r.integration_id AND c.credential_version = r.credential_version
                WHERE r.outcome = 'blocked') b
              WHERE i.tenant_id = $1 AND i.id = b.integration_id AND i.state = 'active'
            ), mended AS (
              UPDATE integration i
              SET state = 'active', state_since = now(), state_reason = NULL, probe_at = NULL, released_at = now()
              FROM (
                SELECT DISTINCT r.integration_id FROM r JOIN moved USING (lease) WHERE r.outcome IN ('accepted', 'refused')) m
              WHERE i.tenant_id = $1 AND i.id = m.integration_id AND i.state = 'blocked'
                AND i.id NOT IN (SELECT integration_id FROM r WHERE outcome = 'blocked')
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
