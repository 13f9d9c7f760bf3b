package dev.passback.db.submission;

import dev.passback.core.delivery.Progress;
import dev.passback.core.submission.TraceContext;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.TenantBatches;
import dev.passback.db.delivery.Claimed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Accepts submissions: once the future succeeds, the row is committed and will be sent. Any thread. */
public final class SubmissionStore {

    private record Request(
            NewSubmission submission, @Nullable UUID lease, Duration leaseLength) {}

    private final Pool pool;
    private final String node;
    /** A stored row: when, and with which of the integration's credentials its first attempt is to be made. */
    private record Stored(OffsetDateTime at, int credentialVersion) {}

    private final TenantBatches<Request, Optional<Stored>> requests;

    /** A store that nobody measures. */
    public SubmissionStore(Pool pool, String node) {
        this(pool, node, rows -> {});
    }

    /**
     * A store.
     *
     * @param node written beside a first attempt that is begun with the acceptance
     * @param sizes is told how many rows share each write
     */
    public SubmissionStore(Pool pool, String node, IntConsumer sizes) {
        this.pool = pool;
        this.node = node;
        this.requests = new TenantBatches<>(sizes, this::acceptTogether);
    }

    // One statement: where the node has a free slot, the row is born leased and its first attempt begun, so that
    // sending at once
    // costs no second commit; what is sent at once is told which credential is in force. A row whose idempotency key is
    // taken is not stored.
    static final String ACCEPT = """
            WITH r AS (
              SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::bigint[], $11::uuid[], $12::bigint[], $14::text[], $15::bytea[], $16::text[], $17::text[])
              AS r (id, integration_id, key_id, target_kind, target_id, label, url, body, retry_window, lease, lease_length,
                idempotency_key, request_hash, request_id, trace_context)
            ), keyed AS (
              INSERT INTO idempotency (tenant_id, key, request_hash, submission_id)
              SELECT $1, idempotency_key, request_hash, id FROM r WHERE idempotency_key IS NOT NULL
              ON CONFLICT DO NOTHING
              RETURNING submission_id
            ), fresh AS (
              SELECT * FROM r WHERE idempotency_key IS NULL OR id IN (SELECT submission_id FROM keyed)
            ), stored AS (
              INSERT INTO submission (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body,
                request_id, trace_context, state, due_at, retry_until, attempts, lease, lease_until)
              SELECT $1, id, integration_id, key_id, target_kind, target_id, label, url, body, request_id, trace_context,
                CASE WHEN lease IS NULL THEN 'queued' ELSE 'sending' END,
                CASE WHEN lease IS NULL THEN now() END,
                now() + retry_window * interval '1 millisecond',
                (lease IS NOT NULL)::integer, lease,
                CASE WHEN lease IS NOT NULL THEN now() + lease_length * interval '1 millisecond' END
              FROM fresh
              RETURNING id, integration_id, lease
            ), begun AS (
              INSERT INTO attempt (tenant_id, submission_id, no, begun_at, lease, node)
              SELECT $1, id, 1, now(), lease, $13 FROM fresh WHERE lease IS NOT NULL
            )
            SELECT id, now(), CASE WHEN lease IS NULL THEN 0 ELSE
              (SELECT credential_version FROM integration i WHERE i.tenant_id = $1 AND i.id = stored.integration_id) END
            FROM stored
            """;

    /** Stores a submission for the delivery loop to send; fails with {@link KeyTakenException} if its key is in use. */
    public Future<Void> accept(NewSubmission submission) {
        return add(new Request(submission, null, Duration.ZERO)).mapEmpty();
    }

    /**
     * Stores a submission already claimed, its first attempt begun: the caller is to make it now. Fails with
     * {@link KeyTakenException} if its idempotency key is in use.
     */
    public Future<Claimed> acceptAndClaim(NewSubmission submission, Duration lease) {
        UUID leaseId = UUID.randomUUID();
        return add(new Request(submission, leaseId, lease))
                .map(stored -> new Claimed(
                        submission.id(),
                        submission.integration(),
                        submission.target(),
                        submission.link().body(),
                        1,
                        stored.at,
                        leaseId,
                        new Progress(1, 0, submission.retryWindow()),
                        stored.credentialVersion,
                        submission.trace()));
    }

    private Future<Stored> add(Request request) {
        return requests.add(request.submission.integration().tenant(), request)
                .compose(stored -> stored.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new KeyTakenException())));
    }

    private Future<List<Optional<Stored>>> acceptTogether(TenantId tenant, List<Request> together) {
        return pool.preparedQuery(ACCEPT).execute(columns(tenant, together)).map(rows -> {
            Map<UUID, Stored> stored = new HashMap<>();
            rows.forEach(row -> stored.put(row.getUUID(0), new Stored(row.getOffsetDateTime(1), row.getInteger(2))));
            return together.stream()
                    .map(one ->
                            Optional.ofNullable(stored.get(one.submission.id().value())))
                    .toList();
        });
    }

    private Tuple columns(TenantId tenant, List<Request> rows) {
        return Tuple.tuple()
                .addValue(tenant.value())
                .addValue(column(rows, UUID[]::new, row -> row.submission.id().value()))
                .addValue(column(
                        rows, String[]::new, row -> row.submission.integration().id()))
                .addValue(column(rows, String[]::new, row -> row.submission.keyId()))
                .addValue(column(
                        rows,
                        String[]::new,
                        row -> row.submission.target().kind().word()))
                .addValue(column(
                        rows, String[]::new, row -> row.submission.target().id()))
                .addValue(
                        column(rows, String[]::new, row -> row.submission.link().label()))
                .addValue(
                        column(rows, String[]::new, row -> row.submission.link().url()))
                .addValue(
                        column(rows, String[]::new, row -> row.submission.link().body()))
                .addValue(column(
                        rows, Long[]::new, row -> row.submission.retryWindow().toMillis()))
                .addValue(column(rows, UUID[]::new, Request::lease))
                .addValue(column(rows, Long[]::new, row -> row.leaseLength.toMillis()))
                .addValue(node)
                .addValue(column(
                        rows,
                        String[]::new,
                        row -> row.submission
                                .idempotency()
                                .map(IdempotencyKey::key)
                                .orElse(null)))
                .addValue(column(
                        rows,
                        Buffer[]::new,
                        row -> row.submission
                                .idempotency()
                                .map(IdempotencyKey::requestHash)
                                .orElse(null)))
                .addValue(column(
                        rows, String[]::new, row -> row.submission.requestId().orElse(null)))
                .addValue(column(
                        rows,
                        String[]::new,
                        row -> row.submission.trace().map(TraceContext::header).orElse(null)));
    }

    private static <T> T[] column(List<Request> rows, IntFunction<T[]> array, Function<Request, @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }
}
