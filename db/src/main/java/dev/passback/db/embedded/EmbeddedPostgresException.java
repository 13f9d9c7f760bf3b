package dev.passback.db.embedded;

import org.jspecify.annotations.Nullable;

/** Why there is no embedded PostgreSQL. The message is written for the person at the terminal and says what to do. */
public final class EmbeddedPostgresException extends RuntimeException {

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
