package dev.passback.adminui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, < 1 ms",
        "PT0.34S, 340 ms",
        "PT1.24S, 1.2 s",
        "PT1M, 1 min",
        "PT3M12S, 3 min 12 s",
        "PT2H4M, 2 h 4 min",
        "PT76H, 3 d 4 h"
    })
    void a_length_is_told_in_its_two_largest_units(Duration length, String words) {
        assertThat(new Span(length).words()).isEqualTo(words);
    }
}
