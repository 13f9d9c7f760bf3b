package dev.passback.gateway.sandbox.reaction;

/** A directive that the sandbox does not know; the message names those it does. */
public final class UnknownDirectiveException extends RuntimeException {

    UnknownDirectiveException(String directive, String known) {
        super("Unknown directive \"" + directive + "\". The directives are: " + known + ".");
    }
}
