package dev.passback.db.statistics;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * What happened, step by step.
 *
 * @param start when the first step begins
 * @param steps the oldest first; the last one is not over
 * @param lost whether the fold is so far behind that something is missing
 */
public record Series(Range range, OffsetDateTime start, List<Counts> steps, boolean lost) {

    public Series {
        steps = List.copyOf(steps);
    }

    public Counts total() {
        return steps.stream().reduce(Counts.NONE, Counts::plus);
    }
}
