package dev.passback.gateway.limit;

import java.time.Duration;

/** How many came in a quarter of a second lately. Not for more than one thread at a time. */
final class Demand {

    static final Duration WINDOW = Duration.ofMillis(250);

    private long window = Long.MIN_VALUE;
    private int now;
    private int before;

    /** One more at this time, in nanoseconds of a clock that only rises. */
    void count(long nanos) {
        long current = Math.floorDiv(nanos, WINDOW.toNanos());
        if (current != window) {
            before = current == window + 1 ? now : 0;
            now = 0;
            window = current;
        }
        now++;
    }

    int lately() {
        return Math.max(now, before);
    }
}
