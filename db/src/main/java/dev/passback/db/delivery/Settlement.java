package dev.passback.db.delivery;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;

/** An attempt that is over: what it came to and what follows. */
public record Settlement(Claimed claimed, AttemptResult result, NextStep next) {

    /** The same without what came back: for a database that refuses the row because of it. */
    public Settlement withoutAnswer() {
        return new Settlement(claimed, AttemptResult.unanswered(result.outcome(), result.timing()), next);
    }
}
