package dev.passback.adminui.staff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes whoever guesses passwords wait: after five failures for one name from one address every further one doubles the wait,
 * up to a quarter of an hour. In memory of this process; the oldest are forgotten when there are too many. Any thread.
 */
final class SignInThrottle {

    /** Who tries, from where. */
    record Attempt(String name, String address) {}

    private record Failures(int count, Instant until) {}

    static final int FREE_TRIES = 5;
    static final int MOST_KEPT = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Map<Attempt, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, Failures> eldest) {
            return size() > MOST_KEPT;
        }
    };

    SignInThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** How long to wait before the next try; zero when it may be made now. */
    synchronized Duration wait(Attempt attempt) {
        Failures known = failures.get(attempt);
        Instant now = clock.instant();
        return known == null || !known.until.isAfter(now) ? Duration.ZERO : Duration.between(now, known.until);
    }

    synchronized void failed(Attempt attempt) {
        Failures before = failures.remove(attempt);
        int count = before == null ? 1 : before.count + 1;
        int doublings = Math.min(Math.max(0, count - FREE_TRIES), 20);
        Duration wait = count < FREE_TRIES ? Duration.ZERO : Duration.ofSeconds(1L << doublings);
        Duration capped = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        // put back at the end: who keeps trying is not among the oldest
        failures.put(attempt, new Failures(count, clock.instant().plus(capped)));
    }

    synchronized void succeeded(Attempt attempt) {
        failures.remove(attempt);
    }
}
