package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void what_stays_is_told_once_and_what_changed_twice() {
        assertThat(diff("a\nb\nc", "a\nB\nc")).isEqualTo("  a|− b|+ B|  c");
    }

    @Test
    void a_line_that_came_moves_nothing_else() {
        assertThat(diff("a\nc", "a\nb\nc")).isEqualTo("  a|+ b|  c");
        assertThat(diff("", "a")).isEqualTo("+ a");
        assertThat(diff("a", "")).isEqualTo("− a");
    }

    @Test
    void texts_that_are_too_long_are_not_compared() {
        assertThat(LineDiff.of("a\n".repeat(LineDiff.MOST_LINES + 1), "b")).isEmpty();
    }

    private static String diff(String before, String after) {
        return LineDiff.of(before, after).stream()
                .map(line -> line.kind().sign() + " " + line.text())
                .collect(Collectors.joining("|"));
    }
}
