package dev.passback.db.limit;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a node was given of a limit.
 *
 * @param tokens how many it may use; each lets one thing through
 * @param limit what is in force; nothing where the tenant has no such limit any more
 * @param left what is left for all after this
 * @param untilMore how long until there is at least one; zero while something is left
 * @param untilWhole how long until the limit is whole again, if nobody takes any
 * @param day of which day's limit, if it is one of days
 */
public record Grant(
        int tokens, Optional<Long> limit, long left, Duration untilMore, Duration untilWhole, Optional<LocalDate> day) {

    /** All that was asked for, because no limit is in force. */
    static Grant unlimited(int wanted) {
        return new Grant(wanted, Optional.empty(), Long.MAX_VALUE, Duration.ZERO, Duration.ZERO, Optional.empty());
    }
}
