package dev.passback.adminui.submission;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which lines of a text are gone, which are new, and which stay. */
public final class LineDiff {

    /** Longer texts are not compared line by line: the table for that grows with the square. */
    static final int MOST_LINES = 400;

    private LineDiff() {}

    /** A line, and whether it is gone, new, or the same. */
    public record Line(Kind kind, String text) {}

    /** What became of a line. */
    public enum Kind {
        SAME(" "),
        GONE("−"),
        NEW("+");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        /** What stands before it, so that colour is not all that tells. */
        public String sign() {
            return sign;
        }
    }

    /** The lines of both, those that stay as many as there can be; nothing when one is too long. */
    static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        if (old.size() > MOST_LINES || now.size() > MOST_LINES) {
            return List.of();
        }
        return walk(old, now, common(old, now));
    }

    /** How long the longest common part of the first so many lines is. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = 1; i <= old.size(); i++) {
            for (int j = 1; j <= now.size(); j++) {
                common[i][j] = old.get(i - 1).equals(now.get(j - 1))
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return common;
    }

    private static List<Line> walk(List<String> old, List<String> now, int[][] common) {
        List<Line> lines = new ArrayList<>();
        int i = old.size();
        int j = now.size();
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && old.get(i - 1).equals(now.get(j - 1))) {
                lines.add(new Line(Kind.SAME, old.get(i - 1)));
                i--;
                j--;
            } else if (j > 0 && (i == 0 || common[i][j - 1] >= common[i - 1][j])) {
                lines.add(new Line(Kind.NEW, now.get(--j)));
            } else {
                lines.add(new Line(Kind.GONE, old.get(--i)));
            }
        }
        Collections.reverse(lines);
        return lines;
    }
}
