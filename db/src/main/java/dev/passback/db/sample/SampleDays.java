package dev.passback.db.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** When the submissions were accepted: by day more than by night, on weekdays more than on Sundays, the oldest first. */
final class SampleDays {

    private static final int[] BY_HOUR = {
        2, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 19, 15, 17, 20, 19, 16, 12, 8, 6, 5, 4, 3, 2
    };

    private final Instant start;
    private final double[] share;

    SampleDays(SampleSize size) {
        start = size.until().minus(Duration.ofDays(size.days()));
        share = new double[size.days() * 24];
        double sum = 0;
        for (int hour = 0; hour < share.length; hour++) {
            share[hour] = weight(hour);
            sum += share[hour];
        }
        for (int hour = 0; hour < share.length; hour++) {
            share[hour] /= sum;
        }
    }

    private double weight(int hour) {
        ZonedDateTime time = start.plus(Duration.ofHours(hour)).atZone(ZoneOffset.UTC);
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return BY_HOUR[time.getHour()] * (weekend ? 0.15 : 1);
    }

    int hours() {
        return share.length;
    }

    Instant start(int hour) {
        return start.plus(Duration.ofHours(hour));
    }

    /** How many of all fall into the first so many hours. */
    long upTo(int hours, long all) {
        if (hours == share.length) {
            return all;
        }
        double sum = 0;
        for (int hour = 0; hour < hours; hour++) {
            sum += share[hour];
        }
        return (long) (sum * all);
    }
}
