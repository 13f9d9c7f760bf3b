package dev.passback.gateway.cli;

import dev.passback.db.Acted;
import dev.passback.db.Change;

/** What became of a change, for the person who typed it. */
final class Changes {

    private Changes() {}

    /**
     * Whether it changed something.
     *
     * @param absent what is said where there is no such thing
     */
    static boolean made(Change change, String absent) {
        return switch (change) {
            case Change.Changed now -> true;
            case Change.Unchanged was -> false;
            case Change.Stale stale ->
                throw new CommandFailure("somebody else has changed it in this moment; look at it and try again");
            case Change.NotThere nothing -> throw new CommandFailure(absent);
        };
    }

    /** Whether it was done. */
    static boolean done(Acted acted, String absent) {
        return switch (acted) {
            case DONE -> true;
            case NOTHING -> false;
            case NOT_THERE -> throw new CommandFailure(absent);
        };
    }
}
