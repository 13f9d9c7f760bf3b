package dev.passback.gateway.sandbox;

import static dev.passback.gateway.sandbox.Caller.error;
import static dev.passback.gateway.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.ledger.Call;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisbehaviourTest {

    private SandboxFixture fixture;
    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() throws TimeoutException {
        fixture = SandboxFixture.start();
        sandbox = fixture.sandbox();
        caller = fixture.caller();
    }

    @AfterEach
    void stop() throws TimeoutException {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "force-429, 429, PLATFORM.RATE_LIMIT_EXCEEDED",
                "force-503, 503, REMOTE.SERVICE_UNAVAILABLE",
                "force-502, 502, none",
                "force-429-REMOTE.RATE_LIMIT_EXCEEDED, 429, REMOTE.RATE_LIMIT_EXCEEDED",
                "force-500-null, 500, none",
                "force-concurrency, 429, PLATFORM.CONCURRENCY_LIMIT_EXCEEDED",
                "force-unknowncode-400, 400, PLATFORM.INVENTED_LATER",
                "force-nonsense, 400, PLATFORM.INPUT_INVALID"
            })
    void a_forced_error_is_kombo_shaped(String target, int status, @Nullable String code) throws IOException {
        // When
        HttpResponse<String> answer = caller.add(target);
        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error(answer).fieldNames()).containsExactlyInAnyOrder("code", "title", "message", "log_url");
        assertThat(error(answer).getString("code")).isEqualTo(code);
        expectNoted(Integer.toString(status), false);
    }

    @Test
    void an_unknown_directive_is_answered_with_those_that_are_known() throws IOException {
        assertThat(error(caller.add("force-nonsense")).getString("message"))
                .contains("taken-reset")
                .contains("drip-MS");
    }

    @Test
    void a_target_recovers_after_its_number_of_calls() throws IOException {
        assertThat(caller.add("force-503x2~ada").statusCode()).isEqualTo(503);
        assertThat(caller.add("force-503x2~ada").statusCode()).isEqualTo(503);
        assertThat(caller.add("force-503x2~ada").statusCode()).isEqualTo(200);
        assertThat(caller.add("force-503x2~grace").statusCode()).isEqualTo(503);
    }

    @Test
    void the_rate_limit_tells_when_it_ends() throws IOException {
        HttpResponse<String> answer = caller.add("force-ratelimit-3");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(error(answer).getString("code")).isEqualTo("PLATFORM.RATE_LIMIT_EXCEEDED");
        assertThat(answer.headers().allValues("ratelimit-reset")).containsExactly("3");
        assertThat(answer.headers().allValues("ratelimit-remaining")).containsExactly("0");
    }

    @Test
    void retry_after_is_sent_in_seconds() throws IOException {
        HttpResponse<String> answer = caller.add("force-retryafter-3");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().allValues("retry-after")).containsExactly("3");
    }

    @Test
    void latency_delays_a_success() throws IOException {
        // When
        long began = System.nanoTime();
        HttpResponse<String> answer = caller.add("force-latency-300");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
        expectNoted("200", true);
    }

    @Test
    void a_load_balancers_page_is_html() throws IOException {
        HttpResponse<String> answer = caller.add("force-html-502");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("content-type")).contains("text/html");
        assertThat(answer.body()).contains("<center>nginx</center>");
        expectNoted("502", false);
    }

    @Test
    void text_is_no_json() throws IOException {
        HttpResponse<String> answer = caller.add("force-text-500");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
        assertThat(answer.body()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, true", "500, false"})
    void an_empty_answer_claims_to_be_json(int status, boolean taken) throws IOException {
        // When
        HttpResponse<String> answer = caller.add("force-empty-" + status);
        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("content-length")).contains("0");
        expectNoted(Integer.toString(status), taken);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void a_truncated_answer_is_complete_http_and_broken_json(int status) throws IOException {
        // When
        HttpResponse<String> answer = caller.add("force-truncated-" + status);
        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"status\":\"");
        assertThatThrownBy(() -> json(answer)).isInstanceOf(DecodeException.class);
    }

    @Test
    void a_huge_answer_is_a_whole_success() throws IOException {
        HttpResponse<String> answer = caller.add("force-huge-200");

        assertThat(answer.body().length()).isGreaterThan(5 * 1024 * 1024);
        assertThat(json(answer).getString("status")).isEqualTo("success");
        expectNoted("200", true);
    }

    @Test
    void a_dripping_answer_takes_its_time_and_is_whole() throws IOException {
        // When
        long began = System.nanoTime();
        HttpResponse<String> answer = caller.add("force-drip-400");
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(350));
        assertThat(json(answer).getString("status")).isEqualTo("success");
        expectNoted("200", true);
    }

    @Test
    void warnings_read_like_warnings() throws IOException {
        JsonArray warnings = json(caller.add("force-warnings-7")).getJsonArray("warnings");

        assertThat(warnings)
                .hasSize(7)
                .allSatisfy(warning ->
                        assertThat(((JsonObject) warning).getString("message")).isNotBlank());
    }

    @Test
    void whoever_follows_a_redirect_shows_in_the_ledger() throws IOException {
        // When
        HttpResponse<String> answer = caller.add("force-redirect");
        String elsewhere = answer.headers().firstValue("location").orElseThrow();
        // Then
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(elsewhere).isEqualTo("/v1/ats/candidates/redirected/result-links");
        expectNoted("307", false);
    }

    @Test
    void one_call_too_many_is_refused_at_once() throws IOException {
        // Given
        caller.put("/sandbox/limits", "[{\"integration\":\"" + Caller.INTEGRATION + "\",\"concurrency\":2}]");
        CompletableFuture<HttpResponse<String>> first = caller.start(caller.link("force-latency-1500~1"));
        CompletableFuture<HttpResponse<String>> second = caller.start(caller.link("force-latency-1500~2"));
        await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 2);
        // When
        HttpResponse<String> third = caller.add("ada");
        // Then
        assertThat(error(third).getString("code")).isEqualTo("PLATFORM.CONCURRENCY_LIMIT_EXCEEDED");
        assertThat(third.headers().firstValue("concurrency-limit")).contains("2");
        assertThat(third.headers().firstValue("concurrency-remaining")).contains("0");
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
        assertThat(sandbox.inFlight().highest(Caller.INTEGRATION)).isEqualTo(3);
    }

    private void expectNoted(String answered, boolean taken) {
        assertThat(sandbox.calls()).extracting(Call::answered).containsExactly(answered);
        assertThat(sandbox.calls()).extracting(Call::taken).containsExactly(taken);
    }
}
