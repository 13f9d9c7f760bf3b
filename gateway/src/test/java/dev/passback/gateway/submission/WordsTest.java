package dev.passback.gateway.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.001S, 1 s",
        "PT1S, 1 s",
        "PT1.5S, 2 s",
        "PT119S, 119 s",
        "PT119.2S, 2 min",
        "PT120S, 2 min",
        "PT121S, 3 min",
        "PT1H, 60 min",
        "PT119M, 119 min",
        "PT119M1S, 2 h",
        "PT2H, 2 h",
        "PT2H1S, 3 h",
        "PT72H, 72 h"
    })
    void a_duration_is_one_number_and_one_unit_rounded_up(Duration duration, String words) {
        assertThat(Words.of(duration)).isEqualTo(words);
    }
}
