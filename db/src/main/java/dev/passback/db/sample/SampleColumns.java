package dev.passback.db.sample;

import static dev.passback.db.sample.Column.of;

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
            of("tenant_id", row -> row.of().tenant()),
            of("id", SampleSubmission::id),
            of("settled_at", row -> row.settled() == null ? "infinity" : row.settled()),
            of("accepted_at", SampleSubmission::accepted),
            of("integration_id", row -> row.of().id()),
            of("key_id", row -> SampleWorld.KEY + row.of().tenant()),
            of("target_kind", SampleSubmission::targetKind),
            of("target_id", SampleSubmission::targetId),
            of("label", SampleSubmission::label),
            of("url", SampleSubmission::url),
            of("body", SampleSubmission::body),
            of("state", row -> row.state().word()),
            of("due_at", SampleSubmission::due),
            of("retry_until", row -> row.accepted().plus(RetryPolicy.DEFAULT.window())),
            of("attempts", row -> row.attempts().size()),
            of("earlier_rounds", SampleSubmission::earlierRounds),
            of("unsure", SampleSubmission::unsure),
            of("may_be_doubled", SampleSubmission::mayBeDoubled),
            of("warnings", SampleSubmission::warnings),
            of("last_outcome", last(attempt -> attempt.outcome().word())),
            of("last_reason", last(attempt -> attempt.answer().reason())),
            of("last_status", last(attempt -> attempt.answer().status())),
            of("last_code", last(attempt -> attempt.answer().code())),
            of("last_problem", last(SampleAttempt::problem)));

    private static Function<SampleSubmission, @Nullable Object> last(Function<SampleAttempt, @Nullable Object> value) {
        return row -> {
            SampleAttempt last = row.last();
            return last == null ? null : value.apply(last);
        };
    }

    static final List<Column<SampleAttempt>> ATTEMPT = List.of(
            of("tenant_id", row -> row.of().tenant()),
            of("submission_id", SampleAttempt::submission),
            of("no", SampleAttempt::no),
            of("begun_at", SampleAttempt::begun),
            of("lease", SampleAttempt::lease),
            of("node", row -> "sample-" + (row.no() % 2 + 1)),
            of("ended_at", SampleAttempt::ended),
            of("outcome", row -> row.outcome().word()),
            of("reason", row -> row.answer().reason()),
            of("status", row -> row.answer().status()),
            of("code", row -> row.answer().code()),
            of("title", row -> row.answer().title()),
            of("message", row -> row.answer().message()),
            of("log_url", SampleAttempt::logUrl),
            of("answer_headers", SampleAttempt::headers),
            of("answer_body", SampleAttempt::body),
            of("answer_cut", row -> row.body() == null ? null : false),
            of("connect_us", SampleAttempt::connectMicros),
            of("waiting_us", SampleAttempt::waitingMicros),
            of("reading_us", SampleAttempt::readingMicros),
            of("integration_id", row -> row.of().id()),
            of("next_state", row -> row.followed().word()),
            of("problem", SampleAttempt::problem));

    static final List<Column<Warning>> WARNING = List.of(
            of("tenant_id", row -> row.attempt().of().tenant()),
            of("submission_id", row -> row.attempt().submission()),
            of("attempt", row -> row.attempt().no()),
            of("no", Warning::no),
            of("noted_at", row -> row.attempt().ended()),
            of("message", Warning::message),
            of("integration_id", row -> row.attempt().of().id()),
            of("problem", Warning::problem));

    static final List<Column<SampleAct>> AUDIT = List.of(
            of("at", SampleAct::at),
            of("tenant_id", SampleAct::tenant),
            of("submission_id", SampleAct::submission),
            of("actor", SampleAct::actor),
            of("act", SampleAct::act),
            of("reason", SampleAct::reason),
            of("origin", SampleAct::origin));
}
