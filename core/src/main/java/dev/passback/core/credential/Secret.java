package dev.passback.core.credential;

/** A value that prints {@code ***}: it cannot reach a log, a message or a page by accident. */
public record Secret(String value) {

    /** The value itself, where it is really needed. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
