package dev.passback.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.passback.core.tenant.TenantKey;
import java.time.Duration;
import java.util.List;

/** {@code Prefer} and {@code Authorization} as a fuzzer writes them. */
class HeaderFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void a_header_is_read_or_passed_over(FuzzedDataProvider fuzz) {
        String authorization = fuzz.consumeString(200);
        List<String> prefer = List.of(fuzz.consumeString(100), fuzz.consumeRemainingAsString());

        Prefer.of(prefer)
                .within()
                .ifPresent(within -> assertThat(within).isBetween(Duration.ZERO, Duration.ofSeconds(999_999_999)));
        Authentication.bearer(authorization)
                .flatMap(TenantKey::parse)
                .ifPresent(key -> assertThat(authorization)
                        .startsWithIgnoringCase("bearer ")
                        .contains(key.text().reveal()));
    }
}
