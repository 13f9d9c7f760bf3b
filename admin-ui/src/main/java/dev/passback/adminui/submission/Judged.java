package dev.passback.adminui.submission;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.delivery.Verdict;
import dev.passback.core.delivery.VerdictTable;
import dev.passback.db.submission.SubmissionView;
import java.util.Optional;

/**
 * Why an attempt was judged as it was.
 *
 * @param because what came back, or why nothing did: a clause
 * @param rule what that means, and by which rule: a sentence
 */
public record Judged(String because, String rule) {

    /** Of an attempt that was not simply taken. */
    static Optional<Judged> of(SubmissionView.AttemptEnd end) {
        return end.outcome() == OutcomeKind.ACCEPTED
                ? Optional.empty()
                : Optional.of(new Judged(
                        end.reason(),
                        end.answer()
                                .map(answer -> rule(answer, end.outcome()))
                                .orElseGet(() -> unanswered(end.outcome()))));
    }

    /** The table may have changed since; then only what the outcome means is said. */
    private static String rule(Answer answer, OutcomeKind outcome) {
        String code = answer.error().map(UpstreamError::code).orElse(null);
        Verdict verdict =
                VerdictTable.verdict(code, answer.status(), answer.error().isPresent());
        return verdict.kind() == outcome ? verdict.words() : meaning(outcome);
    }

    private static String unanswered(OutcomeKind outcome) {
        return switch (outcome) {
            case NOT_TAKEN -> "The request had not left when it failed: " + Verdict.meaning(outcome) + ".";
            case UNSURE -> "The request had left, and no whole answer came: " + Verdict.meaning(outcome) + ".";
            case ACCEPTED, REFUSED, BLOCKED -> meaning(outcome);
        };
    }

    private static String meaning(OutcomeKind outcome) {
        return "This means: " + Verdict.meaning(outcome) + ".";
    }
}
