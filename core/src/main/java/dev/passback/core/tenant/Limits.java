package dev.passback.core.tenant;

import java.util.Optional;

/**
 * How much a tenant may ask for, over all nodes. What is absent does not bind.
 *
 * @param rate requests of the tenant API
 * @param perDay result links that are accepted in a day of UTC
 */
public record Limits(Optional<Rate> rate, Optional<Long> perDay) {

    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

    /**
     * A bucket of {@code burst} requests that fills by {@code perSecond}.
     *
     * @param burst how many may come at once after a quiet time
     */
    public record Rate(int perSecond, int burst) {
        public Rate {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException(
                        "a rate must let something through: 1 a second and a burst of 1 at the least");
            }
        }
    }

    public Limits {
        if (perDay.isPresent() && perDay.get() < 1) {
            throw new IllegalArgumentException("a day must let something through: 1 result link at the least");
        }
    }

    /** Whether nothing binds. */
    public boolean none() {
        return rate.isEmpty() && perDay.isEmpty();
    }
}
