package dev.passback.gateway.cli;

/** A command cannot do what it was asked; the message is for the person who typed it. */
final class CommandFailure extends RuntimeException {
    CommandFailure(String message) {
        super(message);
    }
}
