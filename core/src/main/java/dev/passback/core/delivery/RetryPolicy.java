package dev.passback.core.delivery;

import dev.passback.core.delivery.NextStep.Again;
import dev.passback.core.delivery.NextStep.AwaitRelease;
import dev.passback.core.delivery.NextStep.Delivered;
import dev.passback.core.delivery.NextStep.Expired;
import dev.passback.core.delivery.NextStep.Held;
import dev.passback.core.delivery.NextStep.Rejected;
import java.time.Duration;
import java.util.List;

/**
 * Decides what follows an attempt: the only place that does. Pure: it knows no clock, and its dice are handed in.
 *
 * @param waits the wait after the first attempt, the second and so on; the last one repeats
 * @param window how long a submission is tried, from when it was accepted or sent again by a person
 * @param unsure what follows an outcome that is unsure
 * @param unsureWait the least wait before an unsure one is sent again: the first call may still be worked on
 */
public record RetryPolicy(List<Duration> waits, Duration window, UnsureRule unsure, Duration unsureWait) {

    /** What follows an outcome that is unsure: send it again, marked, or let a person decide. */
    public enum UnsureRule {
        RETRY,
        HOLD
    }

    /** How often an unsure outcome is followed by another attempt before the submission expires. */
    public static final int MOST_UNSURE_RETRIES = 2;

    /** The longest wish of an upstream that is granted; a longer one is cut to this. */
    public static final Duration LONGEST_WISH = Duration.ofHours(24);

    // +20 % only: a retry may come later than the upstream asked for, never earlier.
    private static final double JITTER = 0.2;

    public static final RetryPolicy DEFAULT = new RetryPolicy(
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4),
                    Duration.ofHours(6)),
            Duration.ofHours(72),
            UnsureRule.RETRY,
            Duration.ofMinutes(10));

    public RetryPolicy {
        if (waits.isEmpty() || waits.stream().anyMatch(wait -> wait.isNegative() || wait.isZero())) {
            throw new IllegalArgumentException("waits must be one or more durations above zero");
        }
        if (window.isNegative() || unsureWait.isNegative()) {
            throw new IllegalArgumentException("window and unsure wait must not be negative");
        }
        waits = List.copyOf(waits);
    }

    /**
     * How many attempts fit into the window at most: when each is put off, and never for longer than the schedule says. The last one is
     * made at the window's end.
     */
    public long mostAttempts() {
        Duration left = window;
        long attempts = 1;
        for (Duration wait : waits.subList(0, waits.size() - 1)) {
            if (wait.compareTo(left) > 0) {
                return attempts + (left.isPositive() ? 1 : 0);
            }
            left = left.minus(wait);
            attempts++;
        }
        long last = left.dividedBy(waits.getLast());
        boolean oneLeft = left.minus(waits.getLast().multipliedBy(last)).isPositive();
        return attempts + last + (oneLeft ? 1 : 0);
    }

    /**
     * What follows.
     *
     * @param dice at least 0 and below 1; spreads the retries of submissions that failed together
     */
    public NextStep after(Outcome outcome, Progress progress, double dice) {
        return switch (outcome) {
            case Outcome.Accepted taken -> new Delivered();
            case Outcome.Refused no -> new Rejected();
            case Outcome.Blocked wall -> new AwaitRelease();
            case Outcome.NotTaken later -> retry(progress, wish(later), dice);
            case Outcome.Unsure maybe -> afterUnsure(progress, dice);
        };
    }

    private NextStep afterUnsure(Progress progress, double dice) {
        return switch (unsure) {
            case HOLD -> new Held();
            // expired, not held: the integration says that no person is to be asked
            case RETRY -> progress.unsure() < MOST_UNSURE_RETRIES ? retry(progress, unsureWait, dice) : new Expired();
        };
    }

    private NextStep retry(Progress progress, Duration asked, double dice) {
        Duration scheduled = waits.get(Math.min(progress.attempts(), waits.size()) - 1);
        Duration spread = spread(max(scheduled, asked), dice);
        if (spread.compareTo(progress.left()) <= 0) {
            return new Again(spread);
        }
        // The window closes before that: one last try at its end, unless the upstream asked for more time than there
        // is.
        boolean oneLeft = progress.left().isPositive() && asked.compareTo(progress.left()) <= 0;
        return oneLeft ? new Again(progress.left()) : new Expired();
    }

    private static Duration wish(Outcome.NotTaken later) {
        return later.retryAfter().map(wish -> min(wish, LONGEST_WISH)).orElse(Duration.ZERO);
    }

    private static Duration spread(Duration wait, double dice) {
        return wait.plusMillis((long) (wait.toMillis() * JITTER * dice));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
