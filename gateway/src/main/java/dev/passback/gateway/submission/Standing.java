package dev.passback.gateway.submission;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionState;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionView;
import dev.passback.gateway.delivery.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a submission stands when its caller is answered.
 *
 * @param why the last outcome's reason, or why there is none yet; a clause
 * @param delay until the next attempt, where that is known
 * @param answer the upstream's, to the last attempt
 */
record Standing(
        SubmissionState state,
        int attempts,
        String why,
        List<String> warnings,
        Optional<Duration> delay,
        Optional<Answer> answer) {

    /** Right after it was stored. */
    static Standing stored(String why) {
        return new Standing(SubmissionState.QUEUED, 0, why, List.of(), Optional.empty(), Optional.empty());
    }

    /** After an attempt of this node. */
    static Standing after(Settled settled) {
        Outcome outcome = settled.result().outcome();
        String why = settled.next() instanceof NextStep.AwaitRelease
                ? outcome.reason() + ", so the integration is blocked until that is mended"
                : outcome.reason();
        return new Standing(
                settled.next().state(),
                settled.attempt(),
                why,
                outcome instanceof Outcome.Accepted taken ? taken.warnings() : List.of(),
                settled.next() instanceof NextStep.Again again ? Optional.of(again.delay()) : Optional.empty(),
                settled.result().answer());
    }

    /** As the database has it: another node may have done what this one knows nothing of. */
    static Standing of(SubmissionView view) {
        return new Standing(
                view.line().state(),
                view.line().attempts(),
                why(view),
                view.warnings().stream()
                        .map(SubmissionView.WarningLine::message)
                        .toList(),
                Optional.empty(),
                lastEnd(view).flatMap(SubmissionView.AttemptEnd::answer));
    }

    private static String why(SubmissionView view) {
        if (view.line().state() == SubmissionState.SENDING) {
            return "the ATS has not answered yet";
        }
        if (view.line().state() == SubmissionState.QUEUED && view.integrationState() != Integration.State.ACTIVE) {
            return "its integration is " + view.integrationState().word()
                    + view.integrationReason()
                            .map(reason -> " (" + reason + ")")
                            .orElse("");
        }
        return view.line().last().map(SubmissionLine.LastOutcome::reason).orElse("it has not been sent yet");
    }

    private static Optional<SubmissionView.AttemptEnd> lastEnd(SubmissionView view) {
        return view.attempts().isEmpty()
                ? Optional.empty()
                : view.attempts().getLast().end();
    }
}
