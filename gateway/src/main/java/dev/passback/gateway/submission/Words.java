package dev.passback.gateway.submission;

import java.time.Duration;

/** Durations in words for people: one unit, rounded up, for nobody is served by "in 9 min 59 s". */
final class Words {

    private Words() {}

    static String of(Duration duration) {
        long seconds = Math.ceilDiv(duration.toMillis(), 1000);
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = Math.ceilDiv(seconds, 60);
        return minutes < 120 ? minutes + " min" : Math.ceilDiv(minutes, 60) + " h";
    }
}
