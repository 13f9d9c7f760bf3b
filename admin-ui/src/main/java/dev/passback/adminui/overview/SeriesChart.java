package dev.passback.adminui.overview;

import dev.passback.adminui.page.BarChart;
import dev.passback.adminui.page.Moment;
import dev.passback.db.statistics.Counts;
import dev.passback.db.statistics.Range;
import dev.passback.db.statistics.Series;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What happened, step by step, as charts. */
public final class SeriesChart {

    private SeriesChart() {}

    static BarChart settled(Series series) {
        return new BarChart(
                "settled",
                "Submissions that came to an end, per " + each(series.range()),
                List.of(
                        new BarChart.Part("delivered", "bar-good"),
                        new BarChart.Part("rejected", "bar-bad"),
                        new BarChart.Part("expired", "bar-late")),
                bars(series, step -> List.of(step.delivered(), step.rejected(), step.expired())));
    }

    static BarChart warnings(Series series) {
        return new BarChart(
                "warned",
                "Warnings, per " + each(series.range()),
                List.of(new BarChart.Part("warnings", "bar-warn")),
                bars(series, step -> List.of(step.warnings())));
    }

    /** What came in. */
    public static BarChart accepted(Series series) {
        return new BarChart(
                "accepted",
                "Result links accepted, per " + each(series.range()),
                List.of(new BarChart.Part("accepted", "bar-good")),
                bars(series, step -> List.of(step.accepted())));
    }

    private static String each(Range range) {
        return switch (range) {
            case HOUR -> "minute";
            case DAY -> "hour";
            case WEEK -> "6 hours";
            case MONTH -> "day";
        };
    }

    private static List<BarChart.Bar> bars(Series series, Function<Counts, List<Long>> values) {
        return IntStream.range(0, series.steps().size())
                .mapToObj(no -> new BarChart.Bar(
                        label(
                                series.range(),
                                series.start()
                                        .plus(series.range().step().multipliedBy(no))
                                        .toInstant()),
                        values.apply(series.steps().get(no))))
                .toList();
    }

    /** When a bar begins. */
    private static String label(Range range, Instant at) {
        Moment moment = new Moment(at, Instant.EPOCH);
        return switch (range) {
            case HOUR -> moment.clock().replaceFirst("^.*, ", "");
            case DAY, WEEK -> moment.clock();
            case MONTH -> moment.clock().replaceFirst(",.*$", "");
        };
    }
}
