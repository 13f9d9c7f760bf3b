package dev.passback.db.audit;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what was done. Lines are written by the statements that make the changes, and never changed. */
public final class AuditLog {

    /** Stands for the platform itself: staff and management keys belong to no tenant. */
    public static final TenantId PLATFORM = new TenantId(0);

    private final Pool pool;

    /** A log; its filters may be absent, so the pool is to be one that plans for the values at hand. */
    public AuditLog(Pool pool) {
        this.pool = pool;
    }

    static final String LIST = """
            SELECT a.id, a.at, t.name AS tenant, a.actor, a.act, a.reason, a.origin, a.subject_kind,
                   coalesce(a.subject, a.submission_id::text) AS subject, a.before, a.after
            FROM audit a LEFT JOIN tenant t ON t.id = a.tenant_id
            WHERE ($1::bigint[] IS NULL OR a.tenant_id = ANY ($1))
              AND ($2::text IS NULL OR a.actor = $2)
              AND ($3::text IS NULL OR a.subject_kind = $3)
              AND ($4::text IS NULL OR a.subject = $4 OR a.submission_id = $10)
              AND ($5::text IS NULL OR a.act = $5)
              AND ($6::timestamptz IS NULL OR a.at >= $6)
              AND ($7::timestamptz IS NULL OR a.at < $7)
              AND ($8::bigint IS NULL OR a.id < $8)
            ORDER BY a.id DESC
            LIMIT $9
            """;

    /**
     * A page of lines, newest first, at most {@code size} of them.
     *
     * @param before those older than the line with this id
     */
    public Future<Page<AuditLine>> list(AuditFilter filter, Optional<Long> before, int size) {
        Tuple values = Tuple.tuple()
                .addValue(filter.tenants()
                        .map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                        .orElse(null))
                .addValue(filter.actor().orElse(null))
                .addValue(filter.kind().map(Subject::word).orElse(null))
                .addValue(filter.subject().orElse(null))
                .addValue(filter.act().orElse(null))
                .addValue(time(filter.from()))
                .addValue(time(filter.to()))
                .addValue(before.orElse(null))
                .addValue(size + 1)
                // compared as what it is: as a text it would be in no index
                .addValue(filter.subject()
                        .flatMap(SubmissionId::parse)
                        .map(SubmissionId::value)
                        .orElse(null));
        return pool.preparedQuery(LIST).execute(values).map(rows -> Page.of(rows, size, AuditLog::line));
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> time) {
        return time.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static AuditLine line(Row row) {
        return new AuditLine(
                row.getLong("id"),
                row.getOffsetDateTime("at"),
                Optional.ofNullable(row.getString("tenant")),
                row.getString("actor"),
                row.getString("act"),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("origin")),
                Subject.ofWord(row.getString("subject_kind")).orElse(Subject.SUBMISSION),
                Optional.ofNullable(row.getString("subject")),
                object(row, "before"),
                object(row, "after"));
    }

    private static Optional<JsonObject> object(Row row, String column) {
        return row.getValue(column) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }
}
