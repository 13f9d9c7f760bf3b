package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Failures;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** What a person may do to a submission. Each is written to the audit log by the statement that makes the change. */
public final class SubmissionActions {

    private static final int MOST_TRIES = 3;

    private final Pool pool;

    public SubmissionActions(Pool pool) {
        this.pool = pool;
    }

    // The delivery loop finds it due. Schedule and window start anew; what may have arrived stays marked.
    static final String SEND_AGAIN = """
            WITH changed AS (
              UPDATE submission s
              SET state = 'queued', settled_at = 'infinity', due_at = now(),
                  retry_until = now() + i.retry_window * interval '1 millisecond',
                  earlier_rounds = s.attempts, may_be_doubled = s.may_be_doubled OR s.unsure > 0, unsure = 0
              FROM integration i
              WHERE s.tenant_id = $1 AND s.id = $2 AND i.tenant_id = $1 AND i.id = s.integration_id
                AND (s.state IN ('held', 'rejected', 'expired', 'cancelled') OR s.state = 'queued' AND s.due_at > now())
              RETURNING s.id
            ), noted AS (
              INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin)
              SELECT $1, id, $3, 'send again', $4, $5 FROM changed
            )
            SELECT id FROM changed
            """;

    /**
     * Makes it due now, whether it waits for its next attempt, is held, or was given up.
     *
     * @return whether that changed anything; it does not while it is being sent, is due already, or is delivered
     */
    public Future<Boolean> sendAgain(TenantId tenant, SubmissionId id, Act act) {
        return change(SEND_AGAIN, values(tenant, id, act), MOST_TRIES);
    }

    static final String CANCEL = """
            WITH changed AS (
              UPDATE submission SET state = 'cancelled', settled_at = now(), due_at = NULL
              WHERE tenant_id = $1 AND id = $2 AND settled_at = 'infinity' AND state IN ('queued', 'held')
              RETURNING id
            ), noted AS (
              INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin)
              SELECT $1, id, $3, 'cancel', $4, $5 FROM changed
            )
            SELECT id FROM changed
            """;

    /**
     * Gives it up.
     *
     * @return whether that changed anything; it does only while it is queued or held
     */
    public Future<Boolean> cancel(TenantId tenant, SubmissionId id, Act act) {
        return change(CANCEL, values(tenant, id, act), MOST_TRIES);
    }

    static final String HOLD = """
            WITH changed AS (
              UPDATE submission SET state = 'held', due_at = NULL
              WHERE tenant_id = $1 AND id = $2 AND settled_at = 'infinity' AND state = 'queued'
              RETURNING id
            ), noted AS (
              INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin)
              SELECT $1, id, $3, 'hold', $4, $5 FROM changed
            )
            SELECT id FROM changed
            """;

    /**
     * Keeps it from being sent until a person releases it.
     *
     * @return whether that changed anything; it does only while it is queued
     */
    public Future<Boolean> hold(TenantId tenant, SubmissionId id, Act act) {
        return change(HOLD, values(tenant, id, act), MOST_TRIES);
    }

    static final String RELEASE = """
            WITH changed AS (
              UPDATE submission SET state = 'queued', due_at = now()
              WHERE tenant_id = $1 AND id = $2 AND settled_at = 'infinity' AND state = 'held'
              RETURNING id
            ), noted AS (
              INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin)
              SELECT $1, id, $3, 'release', $4, $5 FROM changed
            )
            SELECT id FROM changed
            """;

    /**
     * Lets a held one be sent; schedule and window go on where they were.
     *
     * @return whether that changed anything; it does only while it is held
     */
    public Future<Boolean> release(TenantId tenant, SubmissionId id, Act act) {
        return change(RELEASE, values(tenant, id, act), MOST_TRIES);
    }

    static final String MARK_DELIVERED = """
            WITH changed AS (
              UPDATE submission SET state = 'delivered', settled_at = now(), due_at = NULL
              WHERE tenant_id = $1 AND id = $2 AND state IN ('queued', 'held', 'rejected', 'expired', 'cancelled')
              RETURNING id
            ), noted AS (
              INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin)
              SELECT $1, id, $3, 'mark as delivered', $4, $5 FROM changed
            )
            SELECT id FROM changed
            """;

    /**
     * Takes a person's word for it that the ATS has it.
     *
     * @return whether that changed anything; it does not while it is being sent or when it is delivered
     */
    public Future<Boolean> markDelivered(TenantId tenant, SubmissionId id, Act act) {
        return change(MARK_DELIVERED, values(tenant, id, act), MOST_TRIES);
    }

    private static Tuple values(TenantId tenant, SubmissionId id, Act act) {
        return Tuple.of(tenant.value(), id.value(), act.actor(), act.reason().orElse(null), act.origin());
    }

    private Future<Boolean> change(String sql, Tuple values, int tries) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.size() > 0)
                .recover(failure ->
                        // somebody settled it in the same moment: look again
                        tries > 1 && Failures.isCollision(failure)
                                ? change(sql, values, tries - 1)
                                : Future.failedFuture(failure));
    }
}
