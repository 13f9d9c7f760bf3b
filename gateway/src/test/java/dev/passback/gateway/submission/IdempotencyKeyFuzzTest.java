package dev.passback.gateway.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.passback.gateway.http.ApiError;

/** {@code Idempotency-Key} as a fuzzer writes it. */
class IdempotencyKeyFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void a_key_fits_the_database_and_its_quotes_do_not_count_or_it_is_a_400(FuzzedDataProvider fuzz) {
        String header = fuzz.consumeRemainingAsString();
        try {
            String key = IdempotentRequests.read(header).orElseThrow();
            assertThat(key).matches("[\\x21-\\x7e]{1,255}");
            assertThat(header).isIn(key, '"' + key + '"');
        } catch (ApiError refused) {
            assertThat(refused.status()).isEqualTo(400);
        }
    }
}
