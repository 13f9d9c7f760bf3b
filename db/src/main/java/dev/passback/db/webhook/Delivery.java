package dev.passback.db.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of sending a message.
 *
 * @param status of the answer, if there was one
 * @param error why it was not taken
 * @param next what follows
 */
public record Delivery(Duration took, Optional<Integer> status, Optional<String> error, Next next) {

    /** What follows. */
    public sealed interface Next {

        /** The receiver took it. */
        record Done() implements Next {}

        /** It is sent again later. */
        record Again(Duration in) implements Next {}

        /** It is given up. */
        record Never() implements Next {}
    }
}
