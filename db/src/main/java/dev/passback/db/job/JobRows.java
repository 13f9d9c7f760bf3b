package dev.passback.db.job;

import dev.passback.core.job.JobAct;
import dev.passback.core.job.JobState;
import dev.passback.core.tenant.TenantId;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of jobs as what they mean. */
final class JobRows {

    private JobRows() {}

    static Job job(Row row) {
        return new Job(
                row.getUUID("id"),
                row.getString("actor"),
                JobAct.ofWord(row.getString("act")).orElseThrow(),
                row.getString("reason"),
                row.getString("query"),
                tenants(row),
                row.getInteger("rate"),
                JobState.ofWord(row.getString("state")),
                new Job.Times(
                        row.getOffsetDateTime("created_at"),
                        Optional.ofNullable(row.getOffsetDateTime("started_at")),
                        Optional.ofNullable(row.getOffsetDateTime("ended_at"))),
                new Job.Counts(
                        row.getInteger("expected"),
                        row.getBoolean("expected_more"),
                        row.getInteger("done"),
                        row.getInteger("unchanged"),
                        row.getInteger("refused")),
                Optional.ofNullable(row.getString("ended_by")),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Optional<Set<TenantId>> tenants(Row row) {
        return Optional.ofNullable(row.getArrayOfLongs("tenants"))
                .map(some -> Arrays.stream(some).map(TenantId::new).collect(Collectors.toUnmodifiableSet()));
    }

    static Long @Nullable [] numbers(Optional<Set<TenantId>> tenants) {
        return tenants.map(some -> some.stream().map(TenantId::value).toArray(Long[]::new))
                .orElse(null);
    }
}
