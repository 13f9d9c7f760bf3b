package dev.passback.core.delivery;

import java.util.Optional;

/** All that is known of one finished attempt: what it came to, what came back if anything did, and how long it took. */
public record AttemptResult(Outcome outcome, Optional<Answer> answer, Timing timing) {

    /** The result of an attempt that ended without an answer. */
    public static AttemptResult unanswered(Outcome outcome, Timing timing) {
        return new AttemptResult(outcome, Optional.empty(), timing);
    }
}
