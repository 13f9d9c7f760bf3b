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
        Tuple values =
                Tuple.of(tenant.value(), id.value(), act.actor(), act.reason().orElse(null), act.origin());
        return change(SEND_AGAIN, values, MOST_TRIES);
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
