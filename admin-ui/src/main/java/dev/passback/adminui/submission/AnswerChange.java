package dev.passback.adminui.submission;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.db.submission.SubmissionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is other in an answer than in the one before.
 *
 * @param before the number of the attempt that it is compared with
 * @param parts what differs; empty when the upstream said the same again
 * @param lines of the bodies, where they may be seen and differ
 */
public record AnswerChange(int before, List<Part> parts, List<LineDiff.Line> lines) {

    /** A part of an answer, and what stood there before and now. */
    public record Part(String name, String before, String after) {}

    private static final String NOTHING = "none";

    public AnswerChange {
        parts = List.copyOf(parts);
        lines = List.copyOf(lines);
    }

    public boolean none() {
        return parts.isEmpty() && lines.isEmpty();
    }

    /** The change from one attempt to the next, once both are over. */
    static Optional<AnswerChange> of(
            SubmissionView.AttemptLine before, SubmissionView.AttemptLine after, boolean revealed) {
        return before.end()
                .flatMap(was -> after.end()
                        .map(is ->
                                new AnswerChange(before.no(), parts(was, is), revealed ? lines(was, is) : List.of())));
    }

    private static List<Part> parts(SubmissionView.AttemptEnd was, SubmissionView.AttemptEnd is) {
        List<Part> parts = new ArrayList<>();
        add(parts, "status", was, is, answer -> Integer.toString(answer.status()));
        add(parts, "code", was, is, answer -> error(answer, UpstreamError::code));
        add(parts, "message", was, is, answer -> error(answer, UpstreamError::message));
        if (was.answer().isEmpty() && is.answer().isEmpty() && !was.reason().equals(is.reason())) {
            parts.add(new Part("why", was.reason(), is.reason()));
        }
        return parts;
    }

    private static void add(
            List<Part> parts,
            String name,
            SubmissionView.AttemptEnd was,
            SubmissionView.AttemptEnd is,
            Function<Answer, @Nullable String> value) {
        String before = was.answer().map(value).orElse(null);
        String after = is.answer().map(value).orElse(null);
        if (!Objects.equals(before, after)) {
            parts.add(new Part(
                    name, Objects.requireNonNullElse(before, NOTHING), Objects.requireNonNullElse(after, NOTHING)));
        }
    }

    private static @Nullable String error(Answer answer, Function<UpstreamError, @Nullable String> part) {
        return answer.error().map(part).orElse(null);
    }

    private static List<LineDiff.Line> lines(SubmissionView.AttemptEnd was, SubmissionView.AttemptEnd is) {
        String before = was.answer().map(Answer::body).orElse("");
        String after = is.answer().map(Answer::body).orElse("");
        return before.isEmpty() || after.isEmpty() || before.equals(after)
                ? List.of()
                : LineDiff.of(Body.readable(before), Body.readable(after));
    }
}
