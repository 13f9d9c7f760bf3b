package dev.passback.gateway.doctor;

/**
 * What was found.
 *
 * @param about what was looked at, in a word or two
 * @param says how it is
 * @param todo what to do about it; empty where all is well
 */
public record Finding(Level level, String about, String says, String todo) {

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** It works, and may not for long, or not as well as it could. */
        WARNING,
        /** It does not work, or what was promised can be lost. */
        WRONG
    }

    static Finding ok(String about, String says) {
        return new Finding(Level.OK, about, says, "");
    }

    static Finding warning(String about, String says, String todo) {
        return new Finding(Level.WARNING, about, says, todo);
    }

    static Finding wrong(String about, String says, String todo) {
        return new Finding(Level.WRONG, about, says, todo);
    }
}
