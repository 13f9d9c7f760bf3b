package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.TraceContext;
import dev.passback.core.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One submission with all its history, for the API and the pages. Lists are in {@link SubmissionList} and {@link TenantSubmissions}. */
public final class SubmissionHistory {

    private final Pool pool;

    public SubmissionHistory(Pool pool) {
        this.pool = pool;
    }

    // tried_until: after a release what waits has the whole window again, as the claim computes it.
    static final String FIND = """
            SELECT s.*, t.name AS tenant_name, i.label AS integration_label, i.state AS integration_state,
                   i.state_reason AS integration_reason, i.base_url, i.retry_waits, i.retry_window, i.unsure_rule, i.unsure_wait,
                   nullif(s.settled_at, 'infinity') AS settled,
                   CASE WHEN s.settled_at = 'infinity'
                     THEN greatest(s.retry_until, i.released_at + i.retry_window * interval '1 millisecond')
                     ELSE s.retry_until END AS tried_until
            FROM submission s
            JOIN tenant t ON t.id = s.tenant_id
            JOIN integration i ON i.tenant_id = s.tenant_id AND i.id = s.integration_id
            WHERE s.id = $1 AND ($2::bigint[] IS NULL OR s.tenant_id = ANY ($2))
            """;

    /** One submission of one of these tenants with all its history; nothing if there is none. */
    public Future<Optional<SubmissionView>> find(SubmissionId id, Optional<Set<TenantId>> tenants) {
        Tuple values = Tuple.tuple().addValue(id.value()).addValue(numbers(tenants));
        return pool.preparedQuery(FIND).execute(values).compose(found -> {
            if (found.size() == 0) {
                return Future.succeededFuture(Optional.empty());
            }
            return withHistory(found.iterator().next()).map(Optional::of);
        });
    }

    private Future<SubmissionView> withHistory(Row row) {
        Tuple which = Tuple.of(row.getLong("tenant_id"), row.getUUID("id"), row.getOffsetDateTime("accepted_at"));
        Future<List<SubmissionView.AttemptLine>> attempts = attempts(which);
        Future<List<SubmissionView.WarningLine>> warnings = warnings(which);
        Future<List<SubmissionView.ActLine>> acts = acts(row.getLong("tenant_id"), row.getUUID("id"));
        return Future.all(attempts, warnings, acts)
                .map(all -> new SubmissionView(
                        SubmissionRows.line(row),
                        cameBy(row),
                        row.getString("body"),
                        SubmissionRows.route(row),
                        Optional.ofNullable(row.getString("integration_reason")),
                        attempts.result(),
                        warnings.result(),
                        acts.result()));
    }

    private static SubmissionView.CameBy cameBy(Row row) {
        return new SubmissionView.CameBy(
                row.getString("key_id"),
                Optional.ofNullable(row.getString("request_id")),
                Optional.ofNullable(row.getString("trace_context")).map(TraceContext::new));
    }

    // begun_at >= accepted_at: partitions older than the submission are not looked at
    static final String ATTEMPTS = """
            SELECT * FROM attempt WHERE tenant_id = $1 AND submission_id = $2 AND begun_at >= $3 ORDER BY no LIMIT 1000
            """;

    private Future<List<SubmissionView.AttemptLine>> attempts(Tuple which) {
        return pool.preparedQuery(ATTEMPTS)
                .execute(which)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SubmissionRows::attempt)
                        .toList());
    }

    static final String WARNINGS = """
            SELECT attempt, message FROM warning
            WHERE tenant_id = $1 AND submission_id = $2 AND noted_at >= $3 ORDER BY attempt, no LIMIT 1000
            """;

    private Future<List<SubmissionView.WarningLine>> warnings(Tuple which) {
        return pool.preparedQuery(WARNINGS)
                .execute(which)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new SubmissionView.WarningLine(row.getInteger(0), row.getString(1)))
                        .toList());
    }

    static final String ACTS = """
            SELECT at, actor, act, reason, substring(origin FROM '^job (.*)$')
            FROM audit WHERE tenant_id = $1 AND submission_id = $2 ORDER BY id LIMIT 1000
            """;

    private Future<List<SubmissionView.ActLine>> acts(Long tenant, UUID id) {
        return pool.preparedQuery(ACTS)
                .execute(Tuple.of(tenant, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new SubmissionView.ActLine(
                                row.getOffsetDateTime(0),
                                row.getString(1),
                                row.getString(2),
                                Optional.ofNullable(row.getString(3)),
                                Optional.ofNullable(row.getString(4))))
                        .toList());
    }

    /** The newest other submissions for the same candidate or application, at most {@code most}. */
    public Future<List<SubmissionLine>> others(SubmissionLine line, int most) {
        Where where = new Where()
                .and("s.tenant_id = ?", line.tenant().id().value())
                .and(
                        "s.target_kind = ? AND s.target_id = ?",
                        line.target().kind().word(),
                        line.target().id())
                .and("s.id <> ?", line.id().value());
        return SubmissionList.lines(pool, where, "DESC", most);
    }

    private static Long @Nullable [] numbers(Optional<Set<TenantId>> tenants) {
        return tenants.map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                .orElse(null);
    }
}
