package dev.passback.adminui.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Stacked bars, as boxes of a picture that is as wide as there is room. The same stands in a table beneath, for whoever cannot see it.
 *
 * @param id tells it from others of its page
 * @param title what is counted, and for how long a bar stands
 * @param parts what a bar is made of, from its foot
 * @param bars the oldest first
 */
public record BarChart(String id, String title, List<Part> parts, List<Bar> bars) {

    public static final int HEIGHT = 100;
    private static final int PITCH = 10;

    /**
     * A part of each bar.
     *
     * @param style its class in the stylesheet
     */
    public record Part(String name, String style) {}

    /** What one bar stands for: when, and how much of each part. */
    public record Bar(String label, List<Long> values) {
        public Bar {
            values = List.copyOf(values);
        }

        long total() {
            return values.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A part of a bar as it is drawn. */
    public record Box(String style, int x, int y, int width, int height) {}

    public BarChart {
        parts = List.copyOf(parts);
        bars = List.copyOf(bars);
    }

    public int width() {
        return bars.size() * PITCH;
    }

    public int pitch() {
        return PITCH;
    }

    public boolean isEmpty() {
        return most() == 0;
    }

    private long most() {
        return bars.stream().mapToLong(Bar::total).max().orElse(0);
    }

    /** The number at the upper edge: a round one. */
    public long top() {
        long round = 1;
        long most = Math.max(1, most());
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (round * factor >= most) {
                    return round * factor;
                }
            }
            round *= 10;
        }
    }

    /** The boxes of a bar. What is there at all can be seen. */
    public List<Box> boxes(int no) {
        List<Box> boxes = new ArrayList<>();
        Bar bar = bars.get(no);
        int y = HEIGHT;
        for (int i = 0; i < parts.size(); i++) {
            long value = bar.values.get(i);
            if (value > 0) {
                int height = (int) Math.max(2, Math.round((double) HEIGHT * value / top()));
                y -= height;
                boxes.add(new Box(parts.get(i).style, no * PITCH + 1, Math.max(0, y), PITCH - 2, height));
            }
        }
        return boxes;
    }

    /** What a bar says, in words. */
    public String words(int no) {
        Bar bar = bars.get(no);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            words.add(Count.words(bar.values.get(i)) + " " + parts.get(i).name);
        }
        return bar.label + ": " + String.join(", ", words);
    }

    /** The whole in one sentence. */
    public String summary() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            long sum = bars.stream().mapToLong(bar -> bar.values.get(part)).sum();
            words.add(Count.words(sum) + " " + parts.get(i).name);
        }
        return title + ": " + String.join(", ", words) + ", most in one bar " + Count.words(most());
    }
}
