package dev.passback.gateway.upstream.kombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.MultiMap;

/** What an upstream says of when to come again, as a fuzzer writes it. */
class RetryWishFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void a_wish_is_a_time_ahead_or_none(FuzzedDataProvider fuzz) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("retry-after", fuzz.consumeString(60))
                .set("date", fuzz.consumeString(60))
                .set("ratelimit-remaining", fuzz.consumeBoolean() ? "0" : fuzz.consumeString(5))
                .set("ratelimit-reset", fuzz.consumeRemainingAsString());

        RetryWish.of(headers).ifPresent(wish -> assertThat(wish).isPositive());
    }
}
