package dev.passback.core.problem;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.integration.IntegrationRef;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One kind of failure or warning, wherever it is met.
 *
 * @param code the upstream's code; where it gave none the status of its answer, such as {@code HTTP 502}, or the kind of outcome;
 *     empty for a warning
 * @param text what its messages have in common
 */
public record Cause(ProblemKind kind, String code, Fingerprint text) {

    /** What was written down of an attempt that failed. */
    public record Failure(
            OutcomeKind outcome,
            String reason,
            @Nullable Integer status,
            @Nullable String code,
            @Nullable String title,
            @Nullable String message) {

        /** What people read of it: the upstream's words where it gave some. */
        public String words() {
            return Stream.of(message, title)
                    .filter(words -> words != null && !words.isBlank())
                    .findFirst()
                    .orElse(reason);
        }

        private String codeOrStatus() {
            if (code != null && !code.isBlank()) {
                return code;
            }
            return status == null ? outcome.word() : "HTTP " + status;
        }
    }

    /** The cause of what went wrong in an attempt; nothing when it was taken. */
    public static Optional<Cause> of(AttemptResult result) {
        if (result.outcome().kind() == OutcomeKind.ACCEPTED) {
            return Optional.empty();
        }
        Optional<UpstreamError> error = result.answer().flatMap(Answer::error);
        return Optional.of(of(new Failure(
                result.outcome().kind(),
                result.outcome().reason(),
                result.answer().map(Answer::status).orElse(null),
                error.map(UpstreamError::code).orElse(null),
                error.map(UpstreamError::title).orElse(null),
                error.map(UpstreamError::message).orElse(null))));
    }

    public static Cause of(Failure failure) {
        return new Cause(ProblemKind.FAILURE, failure.codeOrStatus(), Fingerprint.of(failure.words()));
    }

    /** The cause of a warning. */
    public static Cause ofWarning(String message) {
        return new Cause(ProblemKind.WARNING, "", Fingerprint.of(message));
    }

    /** Its number. */
    public CauseId id() {
        return new CauseId(ProblemId.marked(Fingerprint.hash(code, Long.toHexString(text.number())), kind));
    }

    /** The problem that it is on this integration. */
    public ProblemId on(IntegrationRef integration) {
        long hash = Fingerprint.hash(integration.tenant().toString(), integration.id(), Long.toHexString(id().value()));
        return new ProblemId(ProblemId.marked(hash, kind));
    }
}
