package dev.passback.adminui.integration;

import dev.passback.db.integration.IntegrationHealth;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The success rate by day, as a small chart of bars, and the same in words.
 *
 * @param bars a day each, the oldest first
 * @param words the whole in a sentence
 */
public record DayChart(List<Bar> bars, String words) {

    /** The height of the chart in the units of its picture. */
    public static final int HEIGHT = 24;

    /** The width of a day. */
    public static final int DAY = 8;

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /**
     * A day.
     *
     * @param x where it begins
     * @param good the height of what was delivered; the rest of the bar is what was not
     * @param empty whether nothing was settled
     * @param words such as {@code 24 Nov: 98.7 % of 1,203 delivered}
     */
    public record Bar(int x, int good, boolean empty, String words) {

        public int bad() {
            return empty ? 0 : HEIGHT - good;
        }
    }

    public DayChart {
        bars = List.copyOf(bars);
    }

    static DayChart of(List<IntegrationHealth.Day> days, Instant now) {
        Map<LocalDate, IntegrationHealth.Day> known =
                days.stream().collect(Collectors.toMap(IntegrationHealth.Day::day, day -> day));
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(IntegrationHealth.DAYS - 1);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < IntegrationHealth.DAYS; i++) {
            LocalDate day = first.plusDays(i);
            bars.add(bar(i, known.getOrDefault(day, new IntegrationHealth.Day(day, 0, 0))));
        }
        return new DayChart(bars, whole(days));
    }

    private static Bar bar(int place, IntegrationHealth.Day day) {
        long all = day.delivered() + day.failed();
        String name = NAME.format(day.day());
        if (all == 0) {
            return new Bar(place * DAY, 0, true, name + ": nothing was settled");
        }
        // one failure of a million is still seen
        int good = day.failed() == 0 ? HEIGHT : (int) Math.min(HEIGHT - 2, HEIGHT * day.delivered() / all);
        return new Bar(
                place * DAY,
                good,
                false,
                name + ": " + share(day.delivered(), all) + " of " + "%,d".formatted(all) + " delivered");
    }

    private static String whole(List<IntegrationHealth.Day> days) {
        long delivered =
                days.stream().mapToLong(IntegrationHealth.Day::delivered).sum();
        long all = delivered
                + days.stream().mapToLong(IntegrationHealth.Day::failed).sum();
        return all == 0 ? "nothing" : share(delivered, all) + " of " + "%,d".formatted(all);
    }

    /** Never 100 % where something failed. */
    private static String share(long part, long all) {
        double percent = 100.0 * part / all;
        if (part < all && percent > 99.9) {
            return "> 99.9 %";
        }
        return part == all || part == 0 ? (int) percent + " %" : "%.1f %%".formatted(percent);
    }
}
