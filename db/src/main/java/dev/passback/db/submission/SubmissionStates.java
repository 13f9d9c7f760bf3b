package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Where submissions stand that somebody waits for. Any thread. */
public final class SubmissionStates {

    private final Pool pool;

    public SubmissionStates(Pool pool) {
        this.pool = pool;
    }

    // Nobody waits for longer than a minute, so older partitions need not be looked at.
    static final String ENDED = """
            SELECT id FROM submission
            WHERE tenant_id = $1 AND id = ANY ($2) AND settled_at >= now() - interval '5 minutes'
              AND state NOT IN ('queued', 'sending')
            """;

    /** Which of these are settled, or held, so that nothing more happens by itself. */
    public Future<List<SubmissionId>> ended(TenantId tenant, List<SubmissionId> ids) {
        UUID[] values = ids.stream().map(SubmissionId::value).toArray(UUID[]::new);
        return pool.preparedQuery(ENDED)
                .execute(Tuple.tuple().addValue(tenant.value()).addValue(values))
                .map(rows -> rows.stream()
                        .map(row -> new SubmissionId(row.getUUID(0)))
                        .toList());
    }
}
