package dev.passback.db.sample;

import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.problem.Cause;
import dev.passback.core.submission.SubmissionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of a submission that never was.
 *
 * @param followed the state that its submission was in afterwards
 */
record SampleAttempt(
        SampleIntegration of,
        UUID submission,
        int no,
        Instant begun,
        Instant ended,
        UUID lease,
        OutcomeKind outcome,
        SubmissionState followed,
        SampleAnswer answer,
        @Nullable String logUrl,
        @Nullable String headers,
        @Nullable String body,
        long connectMicros,
        long waitingMicros,
        long readingMicros,
        List<String> warnings) {

    /** The problem that it is; nothing when it was taken. */
    @Nullable
    Long problem() {
        if (outcome == OutcomeKind.ACCEPTED) {
            return null;
        }
        Cause.Failure failure = new Cause.Failure(
                outcome, answer.reason(), answer.status(), answer.code(), answer.title(), answer.message());
        return Cause.of(failure).on(of.ref()).value();
    }
}
