package dev.passback.db.submission;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.Timing;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.TraceContext;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one submission.
 *
 * @param cameBy what its request brought with it
 * @param body as received and sent
 * @param route where it is sent to, and how often
 * @param integrationReason why its integration is not sent to now
 * @param attempts the first one first
 * @param warnings in the order they came
 * @param acts what people did, the first one first
 */
public record SubmissionView(
        SubmissionLine line,
        CameBy cameBy,
        String body,
        Route route,
        Optional<String> integrationReason,
        List<AttemptLine> attempts,
        List<WarningLine> warnings,
        List<ActLine> acts) {

    /**
     * The request that submitted it.
     *
     * @param keyId of the tenant's key
     * @param requestId as its caller calls it
     * @param trace in which it was accepted, where traces are exported
     */
    public record CameBy(String keyId, Optional<String> requestId, Optional<TraceContext> trace) {

        /** The trace's id, as tools that show traces ask for it. */
        public Optional<String> traceId() {
            return trace.flatMap(TraceContext::traceId);
        }
    }

    public SubmissionView {
        attempts = List.copyOf(attempts);
        warnings = List.copyOf(warnings);
        acts = List.copyOf(acts);
    }

    /** Whether its integration is sent to now. */
    public Integration.State integrationState() {
        return line.integrationState();
    }

    /** Whether it waits even when it is due, because its integration is not sent to. */
    public boolean isHeldUp() {
        return integrationState() != Integration.State.ACTIVE;
    }

    /** Whether an attempt may have arrived although nobody knows: another one may show the link twice. */
    public boolean mayHaveArrived() {
        return line.mayBeDoubled()
                || attempts.stream()
                        .flatMap(attempt -> attempt.end().stream())
                        .anyMatch(end -> end.outcome() == OutcomeKind.UNSURE);
    }

    /** Of which attempt one learned too late that the upstream had taken it, if of any. */
    public Optional<LateOutcome> arrivedLate() {
        return attempts.reversed().stream()
                .flatMap(attempt -> attempt.late().stream())
                .filter(late -> late.outcome() == OutcomeKind.ACCEPTED)
                .findFirst();
    }

    /** The last time that somebody did this, by the word of the audit log, such as {@code send again}. */
    public Optional<ActLine> last(String act) {
        return acts.reversed().stream().filter(done -> done.act().equals(act)).findFirst();
    }

    /** Who holds it; nobody where it is held because an outcome is unsure. */
    public Optional<ActLine> heldBy() {
        return last("hold")
                .filter(hold -> line.state() == SubmissionState.HELD)
                // an attempt after it: somebody has released it since
                .filter(hold -> attempts.isEmpty()
                        || hold.at().isAfter(attempts.getLast().begunAt()));
    }

    /**
     * Where it is sent to, and how often.
     *
     * @param baseUrl of the upstream, as it is set now
     * @param earlierRounds attempts before a person sent it again; the schedule started anew there
     * @param mostAttempts how many the schedule allows in one round
     */
    public record Route(URI baseUrl, int earlierRounds, long mostAttempts) {}

    /**
     * One call.
     *
     * @param node which process made it
     * @param end how it ended; nothing while it is under way or when its process died and nobody has taken over yet
     * @param late what came of it after all, if that came when it had been taken over
     */
    public record AttemptLine(
            int no, OffsetDateTime begunAt, String node, Optional<AttemptEnd> end, Optional<LateOutcome> late) {}

    /** What came of a call whose process had lost its lease: it changed nothing. */
    public record LateOutcome(OffsetDateTime at, OutcomeKind outcome, String reason) {}

    /** How a call ended. */
    public record AttemptEnd(
            OffsetDateTime at, OutcomeKind outcome, String reason, Optional<Answer> answer, Timing timing) {}

    /** What the upstream said beside success, in which attempt. */
    public record WarningLine(int attempt, String message) {}

    /**
     * What a person did, or asked for.
     *
     * @param job the job that did it for the person, if one did
     */
    public record ActLine(OffsetDateTime at, String actor, String act, Optional<String> reason, Optional<String> job) {}
}
