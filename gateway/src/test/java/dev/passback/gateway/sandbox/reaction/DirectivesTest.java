package dev.passback.gateway.sandbox.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.gateway.sandbox.reaction.Reaction.BreakOff;
import dev.passback.gateway.sandbox.reaction.Reaction.Drip;
import dev.passback.gateway.sandbox.reaction.Reaction.Garble;
import dev.passback.gateway.sandbox.reaction.Reaction.Garbled;
import dev.passback.gateway.sandbox.reaction.Reaction.Hang;
import dev.passback.gateway.sandbox.reaction.Reaction.Late;
import dev.passback.gateway.sandbox.reaction.Reaction.Redirect;
import dev.passback.gateway.sandbox.reaction.Reaction.Refuse;
import dev.passback.gateway.sandbox.reaction.Reaction.Reset;
import dev.passback.gateway.sandbox.reaction.Reaction.Succeed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

    static Stream<Arguments> written_and_meant() {
        return Stream.of(
                Arguments.of("latency-1500", new Late(Duration.ofMillis(1500), new Succeed(0))),
                Arguments.of("latency-300000", new Late(Duration.ofMinutes(5), new Succeed(0))),
                Arguments.of("hang", new Hang()),
                Arguments.of("reset-before", new Reset(false)),
                Arguments.of("reset-after", new BreakOff()),
                Arguments.of("taken-reset", new Reset(true)),
                Arguments.of("html-502", new Garble(Garbled.HTML, 502)),
                Arguments.of("text-500", new Garble(Garbled.TEXT, 500)),
                Arguments.of("empty-200", new Garble(Garbled.EMPTY, 200)),
                Arguments.of("empty-500", new Garble(Garbled.EMPTY, 500)),
                Arguments.of("truncated-200", new Garble(Garbled.TRUNCATED, 200)),
                Arguments.of("huge-200", new Garble(Garbled.HUGE, 200)),
                Arguments.of("drip-3000", new Drip(Duration.ofSeconds(3))),
                Arguments.of("concurrency", Directives.tooManyInFlight()),
                Arguments.of("warnings-2", new Succeed(2)),
                Arguments.of("redirect", new Redirect()));
    }

    @ParameterizedTest
    @MethodSource("written_and_meant")
    void a_directive_means_its_reaction(String directive, Reaction meant) {
        assertThat(Directives.parse(directive)).isEqualTo(new Forced(meant, Forced.ALWAYS));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "400, 400, PLATFORM.INPUT_INVALID",
                "401, 401, PLATFORM.AUTHENTICATION_INVALID",
                "403, 403, INTEGRATION.PERMISSION_MISSING",
                "404, 404, PLATFORM.INTEGRATION_NOT_FOUND",
                "409, 409, INTEGRATION.SETUP_INCOMPLETE",
                "418, 418, none",
                "429, 429, PLATFORM.RATE_LIMIT_EXCEEDED",
                "500, 500, PLATFORM.UNKNOWN_ERROR",
                "502, 502, none",
                "503, 503, REMOTE.SERVICE_UNAVAILABLE",
                "504, 504, none",
                "599, 599, none",
                "429-REMOTE.RATE_LIMIT_EXCEEDED, 429, REMOTE.RATE_LIMIT_EXCEEDED",
                "500-null, 500, none",
                "unknowncode-400, 400, PLATFORM.INVENTED_LATER",
                "concurrency, 429, PLATFORM.CONCURRENCY_LIMIT_EXCEEDED",
                "ratelimit-3, 429, PLATFORM.RATE_LIMIT_EXCEEDED",
                "retryafter-3, 429, PLATFORM.RATE_LIMIT_EXCEEDED"
            })
    void an_error_has_its_status_and_code(String directive, int status, @Nullable String code) {
        assertThat(Directives.parse(directive).reaction()).isInstanceOfSatisfying(Refuse.class, refused -> {
            assertThat(refused.error().status()).isEqualTo(status);
            assertThat(refused.error().code()).isEqualTo(Optional.ofNullable(code));
        });
    }

    @Test
    void limits_bring_their_headers() {
        assertThat(Directives.parse("ratelimit-3").reaction())
                .extracting("headers")
                .isEqualTo(Map.of("ratelimit-reset", "3", "ratelimit-remaining", "0"));
        assertThat(Directives.parse("retryafter-7").reaction())
                .extracting("headers")
                .isEqualTo(Map.of("Retry-After", "7"));
    }

    @ParameterizedTest
    @CsvSource({
        "429x3, 3",
        "429x3~ada, 3",
        "429~x3, 2147483647",
        "text-500x12, 12",
        "429-REMOTE.RATE_LIMIT_EXCEEDEDx2~7, 2",
        "hang~, 2147483647",
        "latency-5x999999, 999999"
    })
    void times_and_uniqueness_stand_behind_the_directive(String directive, int times) {
        assertThat(Directives.parse(directive).times()).isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "x3",
                "~",
                "200",
                "399",
                "600",
                "429x0",
                "429x1000000",
                "429-",
                "429-lower",
                "latency-",
                "latency-300001",
                "latency--5",
                "html-204",
                "html-304",
                "html-99",
                "huge-500",
                "warnings-1000",
                "HANG",
                "hang-5",
                "force-hang"
            })
    void an_unknown_directive_is_refused_and_the_known_are_named(String directive) {
        assertThatThrownBy(() -> Directives.parse(directive))
                .isInstanceOf(UnknownDirectiveException.class)
                .hasMessageContaining("\"" + directive + "\"")
                .hasMessageContaining("latency-MS, hang, reset-before");
    }

    @Test
    void an_ordinary_target_id_asks_for_nothing() {
        assertThat(Directives.inTarget("8Xi6iZrwusZqJmDGXs49GBmJ")).isEmpty();
        assertThat(Directives.inTarget("enforce-hang")).isEmpty();
    }

    @Test
    void a_target_id_asks_by_its_prefix() {
        assertThat(Directives.inTarget("force-hangx2~ada")).contains(new Forced(new Hang(), 2));
    }
}
