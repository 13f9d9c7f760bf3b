package dev.passback.db.submission;

/** The idempotency key of a submission is in use; nothing was stored. */
public final class KeyTakenException extends RuntimeException {
    KeyTakenException() {
        super("the idempotency key is in use", null, false, false);
    }
}
