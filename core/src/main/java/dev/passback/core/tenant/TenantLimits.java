package dev.passback.core.tenant;

import java.util.Optional;

/**
 * How much a tenant may send; a limit that is absent does not bind.
 *
 * @param rate requests
 * @param perDay submissions accepted in a day of UTC
 */
public record TenantLimits(Optional<Rate> rate, Optional<Long> perDay) {

    public static final TenantLimits NONE = new TenantLimits(Optional.empty(), Optional.empty());

    public TenantLimits {
        if (perDay.filter(most -> most < 1).isPresent()) {
            throw new IllegalArgumentException("submissions per day must be at least 1");
        }
    }

    /**
     * Requests.
     *
     * @param perSecond that many go on and on
     * @param burst that many at once after a quiet time
     */
    public record Rate(int perSecond, int burst) {
        public Rate {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException("requests per second and burst must be at least 1");
            }
        }
    }
}
