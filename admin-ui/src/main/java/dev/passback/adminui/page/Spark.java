package dev.passback.adminui.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line that shows how something went, small enough for a row of a list.
 *
 * @param values day by day, the oldest first
 */
public record Spark(List<Long> values) {

    public static final int HEIGHT = 24;
    private static final int PITCH = 8;

    public Spark {
        values = List.copyOf(values);
    }

    public int width() {
        return Math.max(1, values.size() - 1) * PITCH;
    }

    /** The points of the line. */
    public String points() {
        long most = Math.max(1, most());
        return IntStream.range(0, values.size())
                .mapToObj(i -> i * PITCH + "," + (HEIGHT - 2 - Math.round((HEIGHT - 4.0) * values.get(i) / most)))
                .collect(Collectors.joining(" "));
    }

    private long most() {
        return values.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The same in words. */
    public String words() {
        long sum = values.stream().mapToLong(Long::longValue).sum();
        return "last " + values.size() + " days: " + Count.words(sum) + ", today " + Count.words(values.getLast())
                + ", at most " + Count.words(most()) + " a day";
    }
}
