package dev.passback.adminui.problem;

import dev.passback.adminui.page.Count;
import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.problem.Cause;
import dev.passback.db.problem.CauseStore;
import dev.passback.db.submission.SubmissionView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of the warnings and the failure of one submission: who else has them, and what staff say they mean. */
public final class Remarks {

    private static final int MOST_COUNTED = 1_000;

    private final Map<Cause, CauseStore.Known> known;
    private final Optional<Cause> failure;

    private Remarks(Map<Cause, CauseStore.Known> known, Optional<Cause> failure) {
        this.known = known;
        this.failure = failure;
    }

    /**
     * What is known of one of them.
     *
     * @param others how many other submissions of the integration have it; nothing when none
     * @param href where its page is, if it has one yet
     */
    public record Remark(Optional<String> others, Optional<String> href, Optional<String> explanation) {

        static final Remark NONE = new Remark(Optional.empty(), Optional.empty(), Optional.empty());

        /** Whether there is anything to tell. */
        public boolean isEmpty() {
            return equals(NONE);
        }
    }

    /** Looks up what is known. */
    public static Future<Remarks> of(SubmissionView view, CauseStore causes) {
        Optional<Cause> failure = failure(view);
        List<Cause> all = Stream.concat(
                        view.warnings().stream()
                                .map(warning -> Cause.ofWarning(warning.message()))
                                .distinct()
                                .limit(20),
                        failure.stream())
                .toList();
        IntegrationRef integration =
                new IntegrationRef(view.line().tenant().id(), view.line().integration());
        return causes.known(integration, view.line().id(), all, MOST_COUNTED + 1)
                .map(known -> new Remarks(known, failure));
    }

    /** What the last attempt failed of, if it did. */
    private static Optional<Cause> failure(SubmissionView view) {
        return view.attempts().isEmpty()
                ? Optional.empty()
                : view.attempts()
                        .getLast()
                        .end()
                        .filter(end -> end.outcome() != OutcomeKind.ACCEPTED)
                        .map(end -> {
                            Optional<UpstreamError> error = end.answer().flatMap(Answer::error);
                            return Cause.of(new Cause.Failure(
                                    end.outcome(),
                                    end.reason(),
                                    end.answer().map(Answer::status).orElse(null),
                                    error.map(UpstreamError::code).orElse(null),
                                    error.map(UpstreamError::title).orElse(null),
                                    error.map(UpstreamError::message).orElse(null)));
                        });
    }

    /** What is known of the failure of the last attempt. */
    public Remark failure() {
        return failure.map(this::remark).orElse(Remark.NONE);
    }

    /** What is known of a warning. */
    public Remark warning(String message) {
        return remark(Cause.ofWarning(message));
    }

    private Remark remark(Cause cause) {
        CauseStore.Known one = known.get(cause);
        if (one == null) {
            return Remark.NONE;
        }
        String page = switch (cause.kind()) {
            case FAILURE -> "/problems/" + one.problem();
            case WARNING -> "/warnings/" + cause.id();
        };
        return new Remark(
                one.others() == 0 ? Optional.empty() : Optional.of(others(cause, one.others())),
                one.hasPage() ? Optional.of(page) : Optional.empty(),
                one.explanation());
    }

    private static String others(Cause cause, int count) {
        String many = Count.upTo(MOST_COUNTED, count) + " other " + (count == 1 ? "submission" : "submissions");
        return switch (cause.kind()) {
            case WARNING -> many + " had this";
            case FAILURE -> many + (count == 1 ? " stands" : " stand") + " with the same failure";
        };
    }
}
