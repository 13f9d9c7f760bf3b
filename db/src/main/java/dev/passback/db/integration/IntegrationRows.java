package dev.passback.db.integration;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Rows of integrations to what they say, and back. */
public final class IntegrationRows {

    private IntegrationRows() {}

    static Integration integration(Row row) {
        return new Integration(
                new IntegrationRef(new TenantId(row.getLong("tenant_id")), row.getString("id")),
                row.getString("label"),
                row.getString("connector"),
                URI.create(row.getString("base_url")),
                Integration.State.ofWord(row.getString("state")),
                new Integration.Limits(
                        row.getInteger("cap"), duration(row, "answer_within"), duration(row, "call_timeout")),
                retry(row),
                row.getBoolean("may_add_result_links"));
    }

    /** The retry policy of a row that has an integration's columns for it. */
    public static RetryPolicy retry(Row row) {
        return new RetryPolicy(
                Arrays.stream(row.getArrayOfLongs("retry_waits"))
                        .map(Duration::ofMillis)
                        .toList(),
                duration(row, "retry_window"),
                RetryPolicy.UnsureRule.valueOf(row.getString("unsure_rule").toUpperCase(Locale.ROOT)),
                duration(row, "unsure_wait"));
    }

    static IntegrationView view(Row row) {
        return new IntegrationView(
                integration(row),
                row.getString("tenant_name"),
                Optional.ofNullable(row.getString("state_reason")),
                row.getOffsetDateTime("state_since"),
                Optional.ofNullable(row.getInteger("cap_in_force")),
                row.getInteger("credential_version"),
                row.getOffsetDateTime("credential_since"),
                row.getLong("credential_key"),
                row.getOffsetDateTime("created_at"),
                row.getLong("version"));
    }

    /** Limits, retry policy and permission as the next eight values of a statement, in the order of the columns. */
    static Tuple addTo(Tuple values, Integration integration) {
        RetryPolicy retry = integration.retry();
        return values.addValue(integration.limits().cap())
                .addValue(integration.limits().answerWithin().toMillis())
                .addValue(integration.limits().callTimeout().toMillis())
                .addValue(retry.waits().stream().map(Duration::toMillis).toArray(Long[]::new))
                .addValue(retry.window().toMillis())
                .addValue(retry.unsure().name().toLowerCase(Locale.ROOT))
                .addValue(retry.unsureWait().toMillis())
                .addValue(integration.mayAddResultLinks());
    }

    private static Duration duration(Row row, String column) {
        return Duration.ofMillis(row.getLong(column));
    }
}
