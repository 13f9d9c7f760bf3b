package dev.passback.gateway.limit;

import dev.passback.db.limit.Grant;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Whether a limit lets something through, and how it stands, as far as this node knows: a second old at the most.
 *
 * @param passed false where nothing is left
 * @param limit what is in force, {@link Long#MAX_VALUE} if nothing is
 * @param remaining how many more would pass
 * @param reset how long until more would, or until the limit is whole again if some are left
 * @param day of which day's limit, if it is one of days
 */
record Verdict(boolean passed, long limit, long remaining, Duration reset, Optional<LocalDate> day) {

    static Verdict of(boolean passed, Grant last, int inHand) {
        long remaining = last.left() + inHand;
        boolean some = passed ? remaining > 0 : last.untilMore().isZero();
        return new Verdict(
                passed,
                last.limit().orElse(Long.MAX_VALUE),
                passed ? remaining : 0,
                some ? last.untilWhole() : last.untilMore(),
                last.day());
    }

    /** Whether there is a limit at all. */
    boolean limited() {
        return limit != Long.MAX_VALUE;
    }

    /** The reset in whole seconds, at least one. */
    long resetSeconds() {
        return Math.max(1, reset.plusMillis(999).toSeconds());
    }
}
