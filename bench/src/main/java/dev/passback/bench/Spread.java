package dev.passback.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Several measures of one thing. */
record Spread(double median, double least, double most) {

    static Spread of(double... measures) {
        double[] sorted = measures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    static <T> Spread of(List<T> samples, ToDoubleFunction<T> measure) {
        return of(samples.stream().mapToDouble(measure).toArray());
    }

    /** The median, and in brackets the least and the most. */
    String shown(int digits) {
        String format = "%,." + digits + "f";
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median, least, most);
    }
}
