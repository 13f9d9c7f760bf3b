package dev.passback.adminui.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.5S, 500ms",
        "PT10S, 10s",
        "PT90S, 90s",
        "PT10M, 10m",
        "PT2H, 2h",
        "PT48H, 48h",
        "PT72H, 3d",
        "PT73H, 73h"
    })
    void a_duration_is_written_so_that_it_reads_the_same(Duration duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1.5h", "-1s", "10 s", "10S", "9999999999s"})
    void what_is_no_duration_is_none(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
