package dev.passback.core.delivery;

import java.time.Duration;

/**
 * Where the time of one call went; a part that was never reached is zero.
 *
 * @param connect until a connection was there: name look-up, TCP and TLS, next to nothing on one that was open
 * @param waiting from the request's last byte until the answer's head
 * @param reading from the answer's head to its end
 */
public record Timing(Duration connect, Duration waiting, Duration reading) {
    public static final Timing NONE = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Duration total() {
        return connect.plus(waiting).plus(reading);
    }
}
