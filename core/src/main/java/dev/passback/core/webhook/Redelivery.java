package dev.passback.core.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a message is sent again that its receiver did not take: the waits that Standard Webhooks recommends, about three days in all. */
public final class Redelivery {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private Redelivery() {}

    /**
     * The wait after so many attempts; nothing when it is given up.
     *
     * @param dice from 0 to 1: up to a tenth is added, so that what failed together does not come together again
     */
    public static Optional<Duration> after(int attempts, double dice) {
        if (attempts > WAITS.size()) {
            return Optional.empty();
        }
        Duration wait = WAITS.get(attempts - 1);
        return Optional.of(wait.plusMillis((long) (wait.toMillis() * dice / 10)));
    }
}
