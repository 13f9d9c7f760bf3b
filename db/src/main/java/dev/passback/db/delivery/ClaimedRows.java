package dev.passback.db.delivery;

import dev.passback.core.delivery.Progress;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.submission.TraceContext;
import dev.passback.core.tenant.TenantId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Rows of a statement that gave leases. */
final class ClaimedRows {

    private ClaimedRows() {}

    static List<Claimed> of(RowSet<Row> rows) {
        return rows.stream().map(ClaimedRows::claimed).toList();
    }

    private static Claimed claimed(Row row) {
        return new Claimed(
                new SubmissionId(row.getUUID("id")),
                new IntegrationRef(new TenantId(row.getLong("tenant_id")), row.getString("integration_id")),
                new Target(Target.Kind.ofWord(row.getString("target_kind")), row.getString("target_id")),
                row.getString("body"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("begun_at"),
                row.getUUID("lease"),
                new Progress(
                        row.getInteger("round_attempts"),
                        row.getInteger("unsure"),
                        Duration.ofMillis(row.getLong("left_ms"))),
                row.getInteger("credential_version"),
                Optional.ofNullable(row.getString("trace_context")).map(TraceContext::new));
    }
}
