package dev.passback.systemtests.delivery;

import java.time.Duration;

/** How long a test goes on: the short form that every build runs, or the long one of {@code ./check --long}. */
final class Length {

    private static final boolean LONG = Boolean.getBoolean("passback.long");

    private Length() {}

    static Duration of(Duration inShort, Duration inLong) {
        return LONG ? inLong : inShort;
    }

    static int of(int inShort, int inLong) {
        return LONG ? inLong : inShort;
    }
}
