package dev.passback.gateway.submission;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionLine.LastOutcome;
import dev.passback.db.submission.SubmissionView;
import dev.passback.db.submission.SubmissionView.AttemptEnd;
import dev.passback.db.submission.SubmissionView.AttemptLine;
import dev.passback.db.submission.SubmissionView.LateOutcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A submission as the API shows it; the contract is openapi.yaml. */
final class SubmissionJson {

    private SubmissionJson() {}

    /** One with its attempts and warnings. */
    static JsonObject of(SubmissionView view, String self) {
        JsonObject json = line(view.line(), self)
                .put("request_id", view.cameBy().requestId().orElse(null))
                .put("trace_id", view.cameBy().traceId().orElse(null));
        json.put(
                "warnings",
                new JsonArray(view.warnings().stream()
                        .map(warning -> new JsonObject()
                                .put("attempt", warning.attempt())
                                .put("message", warning.message()))
                        .toList()));
        json.put(
                "history",
                new JsonArray(
                        view.attempts().stream().map(SubmissionJson::attempt).toList()));
        return json;
    }

    /** One among others: of its attempts the last alone, of its warnings how many. */
    static JsonObject listed(SubmissionLine line, String self) {
        Optional<LastOutcome> last = line.last();
        return line(line, self)
                .put("warning_count", line.warnings())
                .put("last_outcome", last.map(LastOutcome::kind).orElse(null))
                .put("last_reason", last.map(LastOutcome::reason).orElse(null))
                .put("last_status", last.flatMap(LastOutcome::status).orElse(null))
                .put("last_code", last.flatMap(LastOutcome::code).orElse(null));
    }

    private static JsonObject line(SubmissionLine line, String self) {
        return new JsonObject()
                .put("submission_id", line.id().toString())
                .put("state", line.state().word())
                .put("attempts", line.attempts())
                .put("self", self)
                .put("integration_id", line.integration())
                .put(line.target().kind().word() + "_id", line.target().id())
                .put("label", line.label())
                .put("url", line.url())
                .put("may_be_doubled", line.mayBeDoubled())
                .put("accepted_at", text(line.acceptedAt()))
                .put("retry_until", text(line.retryUntil()))
                .put("next_attempt_at", text(line.dueAt()))
                .put("settled_at", text(line.settledAt()));
    }

    private static JsonObject attempt(AttemptLine attempt) {
        JsonObject json = new JsonObject().put("attempt", attempt.no()).put("begun_at", text(attempt.begunAt()));
        attempt.end().ifPresent(end -> end(json, end));
        attempt.late().ifPresent(late -> late(json, late));
        return json;
    }

    private static void late(JsonObject json, LateOutcome late) {
        json.put("late_at", text(late.at()))
                .put("late_outcome", late.outcome().word())
                .put("late_reason", late.reason());
    }

    private static void end(JsonObject json, AttemptEnd end) {
        json.put("ended_at", text(end.at()))
                .put("outcome", end.outcome().word())
                .put("reason", end.reason())
                .put("status", end.answer().map(Answer::status).orElse(null));
        end.answer().flatMap(Answer::error).ifPresent(error -> error(json, error));
    }

    private static void error(JsonObject json, UpstreamError error) {
        json.put("code", error.code())
                .put("title", error.title())
                .put("message", error.message())
                .put("log_url", error.logUrl());
    }

    private static @Nullable String text(Optional<OffsetDateTime> time) {
        return time.map(SubmissionJson::text).orElse(null);
    }

    // OffsetDateTime's own text has no seconds on the full minute, and RFC 3339 wants them
    private static String text(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
}
