package dev.passback.gateway.upstream.kombo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.Target;
import dev.passback.gateway.sandbox.Accounts;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call looks like on the wire, byte by byte. */
class KomboConnectorWireTest {

    private static Vertx vertx;
    private static Calls calls;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        calls = Calls.with(vertx, Calls.PATIENT);
    }

    @AfterAll
    static void stop() {
        Calls.await(vertx.close());
    }

    @Test
    void a_call_is_one_post_with_the_headers_that_kombo_names() {
        // Given
        WireTap tap = WireTap.answering(vertx, WireTap.SUCCESS);
        // When
        AttemptResult result = calls.send(tap.baseUrl(), "8Xi6iZrwusZqJmDGXs49GBmJ");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Accepted.class);
        assertThat(tap.requests()).singleElement().satisfies(request -> {
            assertThat(request.line())
                    .isEqualTo("POST /v1/ats/candidates/8Xi6iZrwusZqJmDGXs49GBmJ/result-links HTTP/1.1");
            assertThat(request.headers())
                    .containsAllEntriesOf(Map.of(
                            "host",
                            "127.0.0.1:" + tap.port(),
                            "authorization",
                            "Bearer " + Accounts.DEFAULT_KEY,
                            "x-integration-id",
                            Calls.INTEGRATION,
                            "content-type",
                            "application/json",
                            "accept",
                            "application/json",
                            "user-agent",
                            "passback",
                            "content-length",
                            Integer.toString(Calls.BODY.length())))
                    .doesNotContainKeys("transfer-encoding", "expect", "cookie");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"url\" :\t\"https://example.com/r?a=1&b=%41\",\r\n \"label\":\"Übung \u2013 \ud83d\ude00 \\u00e9\\/\" }",
                "{\"label\":\"L\",\"url\":\"https://e.com\",\"unknown\":{\"n\":1.50,\"big\":12345678901234567890,\"z\":null},\"x\":[]}"
            })
    void a_body_arrives_to_the_letter(String body) {
        // Given
        WireTap tap = WireTap.answering(vertx, WireTap.SUCCESS);
        // When
        calls.send(tap.baseUrl(), new Target(Target.Kind.CANDIDATE, "c"), body);
        // Then
        assertThat(tap.requests()).extracting(WireTap.Request::body).containsExactly(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a/b a%2Fb",
                "a?b a%3Fb",
                "a#b a%23b",
                "'a b' a%20b",
                "a+b a%2Bb",
                "%41 %2541",
                "éü %C3%A9%C3%BC",
                "a:1 a%3A1",
                "..%2f ..%252f",
                "a;b=c&d a%3Bb%3Dc%26d"
            })
    void an_id_is_encoded_so_that_it_arrives_as_it_was(String id, String encoded) {
        // Given
        WireTap tap = WireTap.answering(vertx, WireTap.SUCCESS);
        // When
        calls.send(tap.baseUrl(), id);
        // Then
        assertThat(tap.requests())
                .extracting(WireTap.Request::line)
                .containsExactly("POST /v1/ats/candidates/" + encoded + "/result-links HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1", "/a%20b/v1"})
    void the_base_urls_path_is_kept_as_it_is(String path) {
        // Given
        WireTap tap = WireTap.answering(vertx, WireTap.SUCCESS);
        // When
        calls.send("http://127.0.0.1:" + tap.port() + path, "c");
        // Then
        assertThat(tap.requests())
                .extracting(WireTap.Request::line)
                .containsExactly("POST " + path + "/ats/candidates/c/result-links HTTP/1.1");
    }

    @Test
    void a_retry_after_date_is_read_against_the_upstreams_own_clock() {
        // Given
        WireTap tap = WireTap.answering(
                vertx,
                WireTap.answer(
                        "429 Too Many Requests",
                        "{}",
                        "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                        "Retry-After: Sun, 06 Nov 1994 08:51:37 GMT"));
        // When
        AttemptResult result = calls.send(tap.baseUrl(), "c");
        // Then
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.NotTaken.class,
                        later -> assertThat(later.retryAfter()).contains(Duration.ofMinutes(2)));
    }

    @Test
    void a_compressed_answer_is_read() {
        // Given
        WireTap tap = WireTap.reacting(vertx, Gzipped::success);
        // When
        AttemptResult result = calls.send(tap.baseUrl(), "c");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void a_bomb_of_an_answer_is_cut_at_the_bound() {
        // Given
        WireTap tap = WireTap.reacting(vertx, Gzipped::bomb);
        // When
        AttemptResult result = calls.send(tap.baseUrl(), "c");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Unsure.class);
        assertThat(result.answer())
                .hasValueSatisfying(answer -> assertThat(answer.truncated()).isTrue());
    }
}
