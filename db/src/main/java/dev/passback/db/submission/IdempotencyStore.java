package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/** Idempotency keys, per tenant. They are taken by {@link SubmissionStore}, in the statement that stores the submission. */
public final class IdempotencyStore {

    /** How long a key is remembered at the least. */
    public static final Duration KEPT = Duration.ofDays(7);

    private final Pool pool;

    public IdempotencyStore(Pool pool) {
        this.pool = pool;
    }

    static final String FIND = """
            SELECT request_hash, submission_id, status, body FROM idempotency WHERE tenant_id = $1 AND key = $2
            """;

    /** The request that has taken a key. */
    public Future<Optional<KeyedRequest>> find(TenantId tenant, String key) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), key))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(request(rows.iterator().next())));
    }

    // The first answer stays: one that is written later, by a request that waited for it, changes nothing.
    static final String ANSWER = """
            UPDATE idempotency SET status = coalesce(status, $3), body = coalesce(body, $4)
            WHERE tenant_id = $1 AND key = $2
            RETURNING status, body
            """;

    /** Remembers the answer unless there is one, and tells which is the first. */
    public Future<FirstAnswer> answer(TenantId tenant, String key, FirstAnswer answer) {
        return pool.preparedQuery(ANSWER)
                .execute(Tuple.of(tenant.value(), key, answer.status(), answer.body()))
                .map(rows -> rows.size() == 0
                        ? answer
                        : new FirstAnswer(
                                rows.iterator().next().getInteger(0),
                                rows.iterator().next().getString(1)));
    }

    static final String FORGET = """
            DELETE FROM idempotency
            WHERE (tenant_id, key) IN (
              SELECT tenant_id, key FROM idempotency
              WHERE created_at < now() - $1 * interval '1 millisecond' ORDER BY created_at LIMIT $2)
            """;

    /** Forgets at most {@code most} keys that are older than {@link #KEPT}; returns how many. */
    public Future<Integer> forgetOld(int most) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(KEPT.toMillis(), most))
                .map(done -> done.rowCount());
    }

    private static KeyedRequest request(Row row) {
        Optional<FirstAnswer> answer = Optional.ofNullable(row.getInteger("status"))
                .map(status -> new FirstAnswer(status, row.getString("body")));
        return new KeyedRequest(row.getBuffer("request_hash"), new SubmissionId(row.getUUID("submission_id")), answer);
    }
}
