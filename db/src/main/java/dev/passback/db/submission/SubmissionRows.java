package dev.passback.db.submission;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.integration.IntegrationRows;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of the history as what they mean. */
final class SubmissionRows {

    private SubmissionRows() {}

    static SubmissionLine line(Row row) {
        return new SubmissionLine(
                new Tenant(new TenantId(row.getLong("tenant_id")), row.getString("tenant_name")),
                new SubmissionId(row.getUUID("id")),
                row.getString("integration_id"),
                row.getString("integration_label"),
                Integration.State.ofWord(row.getString("integration_state")),
                new Target(Target.Kind.ofWord(row.getString("target_kind")), row.getString("target_id")),
                row.getString("label"),
                row.getString("url"),
                SubmissionState.ofWord(row.getString("state")),
                row.getInteger("attempts"),
                row.getInteger("warnings"),
                row.getBoolean("may_be_doubled"),
                row.getOffsetDateTime("accepted_at"),
                row.getOffsetDateTime("tried_until"),
                Optional.ofNullable(row.getOffsetDateTime("due_at")),
                Optional.ofNullable(row.getOffsetDateTime("settled")),
                Optional.ofNullable(row.getString("last_outcome")).map(kind -> last(row, kind)));
    }

    private static SubmissionLine.LastOutcome last(Row row, String kind) {
        return new SubmissionLine.LastOutcome(
                kind,
                row.getString("last_reason"),
                Optional.ofNullable(row.getInteger("last_status")),
                Optional.ofNullable(row.getString("last_code")));
    }

    static SubmissionView.Route route(Row row) {
        RetryPolicy retry = IntegrationRows.retry(row);
        return new SubmissionView.Route(
                URI.create(row.getString("base_url")), row.getInteger("earlier_rounds"), retry.mostAttempts());
    }

    static SubmissionView.AttemptLine attempt(Row row) {
        return new SubmissionView.AttemptLine(
                row.getInteger("no"),
                row.getOffsetDateTime("begun_at"),
                row.getString("node"),
                Optional.ofNullable(row.getString("outcome")).map(outcome -> end(row, outcome)),
                Optional.ofNullable(row.getString("late_outcome")).map(outcome -> late(row, outcome)));
    }

    private static SubmissionView.LateOutcome late(Row row, String outcome) {
        return new SubmissionView.LateOutcome(
                row.getOffsetDateTime("late_at"), OutcomeKind.ofWord(outcome), row.getString("late_reason"));
    }

    private static SubmissionView.AttemptEnd end(Row row, String outcome) {
        return new SubmissionView.AttemptEnd(
                row.getOffsetDateTime("ended_at"),
                OutcomeKind.ofWord(outcome),
                row.getString("reason"),
                Optional.ofNullable(row.getInteger("status")).map(status -> answer(row, status)),
                new Timing(
                        micros(row.getLong("connect_us")),
                        micros(row.getLong("waiting_us")),
                        micros(row.getLong("reading_us"))));
    }

    private static Answer answer(Row row, int status) {
        return new Answer(
                status,
                headers(row.getString("answer_headers")),
                Optional.ofNullable(row.getString("answer_body")).orElse(""),
                Boolean.TRUE.equals(row.getBoolean("answer_cut")),
                error(row));
    }

    private static Optional<UpstreamError> error(Row row) {
        UpstreamError error = new UpstreamError(
                row.getString("code"), row.getString("title"), row.getString("message"), row.getString("log_url"));
        return error.equals(new UpstreamError(null, null, null, null)) ? Optional.empty() : Optional.of(error);
    }

    private static Map<String, String> headers(@Nullable String json) {
        return json == null
                ? Map.of()
                : new JsonObject(json)
                        .stream().collect(Collectors.toMap(Map.Entry::getKey, header -> (String) header.getValue()));
    }

    private static Duration micros(@Nullable Long micros) {
        return micros == null ? Duration.ZERO : Duration.ofNanos(micros * 1_000);
    }
}
