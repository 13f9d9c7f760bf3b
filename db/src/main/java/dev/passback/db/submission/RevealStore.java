package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/**
 * Who may see what a submission says about a candidate. The audit log is all there is to it: whoever has written a reason there
 * may look, for a while.
 */
public final class RevealStore {

    /** The word of the audit log. */
    public static final String ACT = "reveal";

    /** For how long one may look after having said why. */
    public static final Duration HOLDS = Duration.ofMinutes(10);

    private final Pool pool;

    public RevealStore(Pool pool) {
        this.pool = pool;
    }

    static final String REVEAL = """
            INSERT INTO audit (tenant_id, submission_id, actor, act, reason, origin)
            SELECT $1, id, $3, 'reveal', $4, $5 FROM submission WHERE tenant_id = $1 AND id = $2
            """;

    /**
     * Lets whoever does this look.
     *
     * @return whether there is such a submission
     */
    public Future<Boolean> reveal(TenantId tenant, SubmissionId id, Act act) {
        return pool.preparedQuery(REVEAL)
                .execute(act.addTo(Tuple.of(tenant.value(), id.value())))
                .map(noted -> noted.rowCount() > 0);
    }

    static final String HOLDS_FOR = """
            SELECT EXISTS (
              SELECT FROM audit
              WHERE tenant_id = $1 AND submission_id = $2 AND actor = $3 AND act = 'reveal'
                AND at > now() - $4 * interval '1 millisecond')
            """;

    /** Whether this actor may look now. */
    public Future<Boolean> isRevealed(TenantId tenant, SubmissionId id, String actor) {
        return pool.preparedQuery(HOLDS_FOR)
                .execute(Tuple.of(tenant.value(), id.value(), actor, HOLDS.toMillis()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
