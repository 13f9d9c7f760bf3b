package dev.passback.adminui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    private static final Instant NOW = Instant.parse("2025-11-12T14:03:22.500Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                2025-11-12T14:03:22.500Z | just now
                2025-11-12T14:03:20Z     | just now
                2025-11-12T14:03:10Z     | 12 s ago
                2025-11-12T14:02:22.500Z | 1 min ago
                2025-11-12T13:03:23Z     | 59 min ago
                2025-11-12T12:03:22Z     | 2 h ago
                2025-11-10T15:03:22Z     | 47 h ago
                2025-11-10T12:03:22Z     | 2 d ago
                2025-10-01T00:00:00Z     | 1 Oct 2025
                2025-11-12T14:03:24Z     | in a moment
                2025-11-12T14:15:30Z     | in 12 min
                2025-11-15T14:03:23Z     | in 3 d
                2026-02-01T00:00:00Z     | 1 Feb 2026
                """)
    void a_moment_is_told_as_seen_from_now(Instant at, String words) {
        assertThat(new Moment(at, NOW).relative()).isEqualTo(words);
    }

    @Test
    void the_day_is_told_unless_it_is_today() {
        assertThat(new Moment(Instant.parse("2025-11-12T00:00:01Z"), NOW).clock())
                .isEqualTo("00:00 UTC");
        assertThat(new Moment(Instant.parse("2025-11-11T23:59:59Z"), NOW).clock())
                .isEqualTo("11 Nov, 23:59 UTC");
        assertThat(new Moment(Instant.parse("2025-11-11T23:59:59Z"), NOW).seconds())
                .isEqualTo("11 Nov, 23:59:59 UTC");
        assertThat(new Moment(NOW, NOW).absolute()).isEqualTo("12 Nov 2025, 14:03:22 UTC");
    }
}
