package dev.passback.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=5 | 5",
                "WAIT=5 | 5",
                " wait = 5 | 5",
                "wait=\"5\" | 5",
                "wait=0 | 0",
                "wait=5; priority=1 | 5",
                "return=minimal, wait=7 | 7",
                "wait=3, wait=9 | 3",
                "wait=999999999 | 999999999"
            })
    void a_wait_is_read_in_seconds_and_the_first_counts(String header, long seconds) {
        assertThat(Prefer.of(List.of(header)).within()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wait",
                "wait=",
                "wait=-1",
                "wait=1.5",
                "wait=5s",
                "await=5",
                "wait=9999999999",
                ",,;=",
                "wait 5"
            })
    void what_is_malformed_or_unknown_is_passed_over(String header) {
        assertThat(Prefer.of(List.of(header))).isEqualTo(Prefer.of(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "Respond-Async", " respond-async ; x=1", "wait=5, respond-async"})
    void an_answer_at_once_can_be_preferred(String header) {
        assertThat(Prefer.of(List.of(header)).respondAsync()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-asynchronously", "no respond-async", "respond-async=false-ish,"})
    void what_only_looks_like_it_does_not_count(String header) {
        assertThat(Prefer.of(List.of(header)).respondAsync()).isFalse();
    }

    @Test
    void several_headers_count_as_one() {
        // When
        Prefer prefer = Prefer.of(List.of("respond-async", "wait=5", "wait=9"));
        // Then
        assertThat(prefer.respondAsync()).isTrue();
        assertThat(prefer.within()).contains(Duration.ofSeconds(5));
    }
}
