package dev.passback.db.submission;

import static dev.passback.core.submission.SubmissionState.CANCELLED;
import static dev.passback.core.submission.SubmissionState.DELIVERED;
import static dev.passback.core.submission.SubmissionState.EXPIRED;
import static dev.passback.core.submission.SubmissionState.HELD;
import static dev.passback.core.submission.SubmissionState.QUEUED;
import static dev.passback.core.submission.SubmissionState.REJECTED;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Failures;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What a person may do to a submission. Each is written to the audit log by the statement that makes the change. */
public final class SubmissionActions {

    private static final int MOST_TRIES = 3;

    private final SqlClient client;
    private final int tries;
    private final BiConsumer<TenantId, SubmissionId> changed;

    public SubmissionActions(Pool pool) {
        this(pool, (tenant, id) -> {});
    }

    /**
     * Acts that somebody is told of.
     *
     * @param changed hears what was changed, once it is committed
     */
    public SubmissionActions(Pool pool, BiConsumer<TenantId, SubmissionId> changed) {
        this(pool, MOST_TRIES, changed);
    }

    private SubmissionActions(SqlClient client, int tries, BiConsumer<TenantId, SubmissionId> changed) {
        this.client = client;
        this.tries = tries;
        this.changed = changed;
    }

    /** The same acts as part of a transaction. It fails where they collide with others', since it cannot go on then. */
    public static SubmissionActions within(SqlConnection transaction) {
        return new SubmissionActions(transaction, 1, (tenant, id) -> {});
    }

    // The delivery loop finds it due. Schedule and window start anew; what may have arrived stays marked. The clock,
    // not
    // this statement's now(): who waited here for another's press began before it, and would find it due later.
    static final String SEND_AGAIN = """
            WITH changed AS (
              UPDATE submission s
              SET state = 'queued', settled_at = 'infinity', due_at = now(),
                  retry_until = now() + i.retry_window * interval '1 millisecond',
                  earlier_rounds = s.attempts, may_be_doubled = s.may_be_doubled OR s.unsure > 0, unsure = 0
              FROM integration i
              WHERE s.tenant_id = $1 AND s.id = $2 AND i.tenant_id = $1 AND i.id = s.integration_id
                AND (s.state IN ('held', 'rejected', 'expired', 'cancelled') OR s.state = 'queued' AND s.due_at > clock_timestamp())
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
        return tell(tenant, id, change(SEND_AGAIN, values(tenant, id, act), tries));
    }

    // The states that it may be in are part of the statement, so of two people who press at once one changes something.
    static final String MOVE = """
            WITH changed AS (
              UPDATE submission
              SET state = $6, settled_at = CASE WHEN $7 THEN now() ELSE 'infinity' END,
                  due_at = CASE WHEN $6 = 'queued' THEN now() END
              WHERE tenant_id = $1 AND id = $2 AND state = ANY ($8)
              RETURNING id
            ), noted AS (
              INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin)
              SELECT $1, id, $3, $9, $4, $5 FROM changed
            )
            SELECT id FROM changed
            """;

    /**
     * Gives it up.
     *
     * @return whether that changed anything; it does only while it is queued or held
     */
    public Future<Boolean> cancel(TenantId tenant, SubmissionId id, Act act) {
        return move(tenant, id, act, "cancel", CANCELLED, QUEUED, HELD);
    }

    /**
     * Keeps it from being sent until a person releases it.
     *
     * @return whether that changed anything; it does only while it is queued
     */
    public Future<Boolean> hold(TenantId tenant, SubmissionId id, Act act) {
        return move(tenant, id, act, "hold", HELD, QUEUED);
    }

    /**
     * Lets a held one be sent; schedule and window go on where they were.
     *
     * @return whether that changed anything; it does only while it is held
     */
    public Future<Boolean> release(TenantId tenant, SubmissionId id, Act act) {
        return move(tenant, id, act, "release", QUEUED, HELD);
    }

    /**
     * Takes a person's word for it that the ATS has it.
     *
     * @return whether that changed anything; it does not while it is being sent or when it is delivered
     */
    public Future<Boolean> markDelivered(TenantId tenant, SubmissionId id, Act act) {
        return move(tenant, id, act, "mark as delivered", DELIVERED, QUEUED, HELD, REJECTED, EXPIRED, CANCELLED);
    }

    private Future<Boolean> move(
            TenantId tenant, SubmissionId id, Act act, String word, SubmissionState to, SubmissionState... from) {
        Tuple values = values(tenant, id, act)
                .addValue(to.word())
                .addValue(to.settled())
                .addValue(Stream.of(from).map(SubmissionState::word).toArray(String[]::new))
                .addValue(word);
        return tell(tenant, id, change(MOVE, values, tries));
    }

    private Future<Boolean> tell(TenantId tenant, SubmissionId id, Future<Boolean> change) {
        return change.onSuccess(done -> {
            if (done) {
                changed.accept(tenant, id);
            }
        });
    }

    private static Tuple values(TenantId tenant, SubmissionId id, Act act) {
        return Tuple.tuple()
                .addValue(tenant.value())
                .addValue(id.value())
                .addValue(act.actor())
                .addValue(act.reason().orElse(null))
                .addValue(act.origin());
    }

    private Future<Boolean> change(String sql, Tuple values, int tries) {
        return client.preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.size() > 0)
                .recover(failure ->
                        // somebody settled it in the same moment: look again
                        tries > 1 && Failures.isCollision(failure)
                                ? change(sql, values, tries - 1)
                                : Future.failedFuture(failure));
    }
}
