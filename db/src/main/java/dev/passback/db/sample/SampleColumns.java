package dev.passback.db.sample;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.problem.Cause;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the sample, a line each. A new column of one of these tables is a line here; one that is left out has its default.
 */
final class SampleColumns {

    private SampleColumns() {}

    /** A warning of an attempt. */
    record Warning(SampleAttempt attempt, int no, String message) {

        long problem() {
            return Cause.ofWarning(message).on(attempt.of().ref()).value();
        }
    }

    static final List<Column<SampleSubmission>> SUBMISSION = List.of(
            Column.of("tenant_id", row -> row.of().tenant()),
            Column.of("id", SampleSubmission::id),
            Column.of("settled_at", row -> row.settled() == null ? "infinity" : row.settled()),
            Column.of("accepted_at", SampleSubmission::accepted),
            Column.of("integration_id", row -> row.of().id()),
            Column.of("key_id", row -> SampleWorld.KEY + row.of().tenant()),
            Column.of("target_kind", SampleSubmission::targetKind),
            Column.of("target_id", SampleSubmission::targetId),
            Column.of("label", SampleSubmission::label),
            Column.of("url", SampleSubmission::url),
            Column.of("body", SampleSubmission::body),
            Column.of("state", row -> row.state().word()),
            Column.of("due_at", SampleSubmission::due),
            Column.of("retry_until", row -> row.accepted().plus(RetryPolicy.DEFAULT.window())),
            Column.of("attempts", row -> row.attempts().size()),
            Column.of("earlier_rounds", SampleSubmission::earlierRounds),
            Column.of("unsure", SampleSubmission::unsure),
            Column.of("may_be_doubled", SampleSubmission::mayBeDoubled),
            Column.of("warnings", SampleSubmission::warnings),
            Column.of("last_outcome", last(attempt -> attempt.outcome().word())),
            Column.of("last_reason", last(attempt -> attempt.answer().reason())),
            Column.of("last_status", last(attempt -> attempt.answer().status())),
            Column.of("last_code", last(attempt -> attempt.answer().code())),
            Column.of("last_problem", last(SampleAttempt::problem)));

    private static Function<SampleSubmission, @Nullable Object> last(Function<SampleAttempt, @Nullable Object> value) {
        return row -> {
            SampleAttempt last = row.last();
            return last == null ? null : value.apply(last);
        };
    }

    static final List<Column<SampleAttempt>> ATTEMPT = List.of(
            Column.of("tenant_id", row -> row.of().tenant()),
            Column.of("submission_id", SampleAttempt::submission),
            Column.of("no", SampleAttempt::no),
            Column.of("begun_at", SampleAttempt::begun),
            Column.of("lease", SampleAttempt::lease),
            Column.of("node", row -> "sample-" + (row.no() % 2 + 1)),
            Column.of("ended_at", SampleAttempt::ended),
            Column.of("outcome", row -> row.outcome().word()),
            Column.of("reason", row -> row.answer().reason()),
            Column.of("status", row -> row.answer().status()),
            Column.of("code", row -> row.answer().code()),
            Column.of("title", row -> row.answer().title()),
            Column.of("message", row -> row.answer().message()),
            Column.of("log_url", SampleAttempt::logUrl),
            Column.of("answer_headers", SampleAttempt::headers),
            Column.of("answer_body", SampleAttempt::body),
            Column.of("answer_cut", row -> row.body() == null ? null : false),
            Column.of("connect_us", SampleAttempt::connectMicros),
            Column.of("waiting_us", SampleAttempt::waitingMicros),
            Column.of("reading_us", SampleAttempt::readingMicros),
            Column.of("integration_id", row -> row.of().id()),
            Column.of("next_state", row -> row.followed().word()),
            Column.of("problem", SampleAttempt::problem));

    static final List<Column<Warning>> WARNING = List.of(
            Column.of("tenant_id", row -> row.attempt().of().tenant()),
            Column.of("submission_id", row -> row.attempt().submission()),
            Column.of("attempt", row -> row.attempt().no()),
            Column.of("no", Warning::no),
            Column.of("noted_at", row -> row.attempt().ended()),
            Column.of("message", Warning::message),
            Column.of("integration_id", row -> row.attempt().of().id()),
            Column.of("problem", Warning::problem));

    static final List<Column<SampleAct>> AUDIT = List.of(
            Column.of("at", SampleAct::at),
            Column.of("tenant_id", SampleAct::tenant),
            Column.of("submission_id", SampleAct::submission),
            Column.of("actor", SampleAct::actor),
            Column.of("act", SampleAct::act),
            Column.of("reason", SampleAct::reason),
            Column.of("origin", SampleAct::origin));
}
