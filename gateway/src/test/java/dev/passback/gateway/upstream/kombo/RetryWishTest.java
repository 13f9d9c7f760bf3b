package dev.passback.gateway.upstream.kombo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryWishTest {

    private static final String SENT = "Sun, 06 Nov 1994 08:49:37 GMT";

    @ParameterizedTest
    @CsvSource({"1, 1", "120, 120", "' 7 ', 7", "007, 7", "999999999, 999999999"})
    void seconds_are_taken_as_they_are(String retryAfter, long seconds) {
        assertThat(RetryWish.of(headers("Retry-After", retryAfter))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "1.5", "1e3", "soon", "1234567890", "12345678901234567890", "5 s", "١٢x"})
    void what_is_no_number_of_seconds_above_zero_is_no_wish(String retryAfter) {
        assertThat(RetryWish.of(headers("Retry-After", retryAfter))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:50:37 GMT | 60",
                "Mon, 07 Nov 1994 08:49:37 GMT | 86400",
                "Sun, 6 Nov 1994 08:49:38 GMT | 1"
            })
    void a_date_counts_from_the_date_of_the_answer(String retryAfter, long seconds) {
        assertThat(RetryWish.of(headers("Retry-After", retryAfter, "Date", SENT)))
                .contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {SENT, "Sun, 06 Nov 1994 08:49:00 GMT", "Mon, 06 Nov 1994 08:51:00 GMT", "1994-11-06"})
    void a_date_that_is_past_or_none_is_no_wish(String retryAfter) {
        assertThat(RetryWish.of(headers("Retry-After", retryAfter, "Date", SENT)))
                .isEmpty();
    }

    @Test
    void a_date_is_no_wish_where_the_answer_has_no_date_of_its_own() {
        assertThat(RetryWish.of(headers("Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT")))
                .isEmpty();
    }

    @Test
    void a_rate_limit_that_is_used_up_asks_for_its_reset() {
        assertThat(RetryWish.of(headers("ratelimit-remaining", "0", "ratelimit-reset", "57")))
                .contains(Duration.ofSeconds(57));
    }

    @Test
    void a_rate_limit_with_something_left_asks_for_nothing() {
        assertThat(RetryWish.of(headers("ratelimit-remaining", "298", "ratelimit-reset", "57")))
                .isEmpty();
    }

    @Test
    void the_longest_wish_counts() {
        assertThat(RetryWish.of(headers("Retry-After", "3", "ratelimit-remaining", "0", "ratelimit-reset", "57")))
                .contains(Duration.ofSeconds(57));
    }

    @Test
    void no_header_is_no_wish() {
        assertThat(RetryWish.of(headers())).isEmpty();
    }

    private static MultiMap headers(String... namesAndValues) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }
}
