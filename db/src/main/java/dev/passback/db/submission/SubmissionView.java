package dev.passback.db.submission;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.Timing;
import dev.passback.core.integration.Integration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one submission.
 *
 * @param keyId the tenant key it came with
 * @param body as received and sent
 * @param integrationReason why its integration is not sent to now
 * @param attempts the first one first
 * @param warnings in the order they came
 * @param acts what people did, the first one first
 */
public record SubmissionView(
        SubmissionLine line,
        String keyId,
        String body,
        Optional<String> integrationReason,
        List<AttemptLine> attempts,
        List<WarningLine> warnings,
        List<ActLine> acts) {

    public SubmissionView {
        attempts = List.copyOf(attempts);
        warnings = List.copyOf(warnings);
        acts = List.copyOf(acts);
    }

    /** Whether its integration is sent to now. */
    public Integration.State integrationState() {
        return line.integrationState();
    }

    /**
     * One call.
     *
     * @param node which process made it
     * @param end how it ended; nothing while it is under way or when its process died and nobody has taken over yet
     */
    public record AttemptLine(int no, OffsetDateTime begunAt, String node, Optional<AttemptEnd> end) {}

    /** How a call ended. */
    public record AttemptEnd(
            OffsetDateTime at, OutcomeKind outcome, String reason, Optional<Answer> answer, Timing timing) {}

    /** What the upstream said beside success, in which attempt. */
    public record WarningLine(int attempt, String message) {}

    /** What a person did, or asked for. */
    public record ActLine(OffsetDateTime at, String actor, String act, Optional<String> reason) {}
}
