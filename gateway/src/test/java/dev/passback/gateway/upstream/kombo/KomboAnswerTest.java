package dev.passback.gateway.upstream.kombo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.delivery.UpstreamError;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KomboAnswerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {'status':'success','data':{},'warnings':[]} | ACCEPTED",
                "200 | {'status':'success'} | ACCEPTED",
                "201 | {'status':'success','data':{},'warnings':null} | ACCEPTED",
                "200 | {'status':'error','error':{'code':'PLATFORM.INPUT_INVALID'}} | REFUSED",
                "200 | {'status':'error','error':{'code':null,'message':'m'}} | UNSURE",
                "200 | {'status':'SUCCESS'} | UNSURE",
                "200 | [] | UNSURE",
                "200 | null | UNSURE",
                "200 | 'success' | UNSURE",
                "200 | {'status':'success'}} | UNSURE",
                "200 | {'status':'success' | UNSURE",
                "200 | {} | UNSURE",
                "204 | '' | UNSURE",
                "400 | {'status':'success','data':{},'warnings':[]} | REFUSED",
                "503 | {'status':'success','data':{},'warnings':[]} | NOT_TAKEN",
                "400 | {'error':'INPUT_INVALID'} | REFUSED",
                "500 | {'error':{'code':42,'message':{}}} | UNSURE",
                "302 | '' | BLOCKED",
                "500 | {'status':'error','error':{'code':'PLATFORM.RATE_LIMIT_EXCEEDED'}} | NOT_TAKEN"
            })
    void body_and_status_say_what_it_came_to(int status, String body, OutcomeKind kind) {
        assertThat(answer(status, body.replace('\'', '"')).judge().kind()).isEqualTo(kind);
    }

    @Test
    void half_a_success_is_unsure_even_if_it_reads_as_one() {
        KomboAnswer cut = new KomboAnswer(200, headers(Map.of()), Buffer.buffer("{\"status\":\"success\"}"), true);

        assertThat(cut.judge().kind()).isEqualTo(OutcomeKind.UNSURE);
    }

    @Test
    void warnings_are_taken_word_for_word_whatever_their_form() {
        // Given
        String body = """
                {"status":"success","data":{},"warnings":[{"message":"Grüße <b>"},"plain",{"other":1},{"message":null},7,null]}""";
        // When
        Outcome outcome = answer(200, body).judge();
        // Then
        assertThat(((Outcome.Accepted) outcome).warnings())
                .containsExactly("Grüße <b>", "plain", "{\"other\":1}", "{\"message\":null}", "7", "null");
    }

    @Test
    void warnings_are_bounded_in_number_and_length() {
        // Given
        JsonArray warnings = new JsonArray(IntStream.range(0, 150)
                .mapToObj(no -> new JsonObject().put("message", "w".repeat(5_000)))
                .toList());
        // When
        Outcome outcome = answer(
                        200,
                        new JsonObject()
                                .put("status", "success")
                                .put("warnings", warnings)
                                .encode())
                .judge();
        // Then
        assertThat(((Outcome.Accepted) outcome).warnings())
                .hasSize(100)
                .allSatisfy(warning -> assertThat(warning).hasSize(4_000));
    }

    @Test
    void what_a_database_cannot_hold_is_replaced() {
        // Given
        String body = "{\"status\":\"success\",\"warnings\":[{\"message\":\"a\\u0000b\\ud800c\"}]}";
        // When
        Outcome outcome = answer(200, body).judge();
        // Then
        assertThat(((Outcome.Accepted) outcome).warnings()).containsExactly("a\ufffdb\ufffdc");
    }

    @Test
    void the_upstreams_own_words_about_a_failure_are_kept() {
        // Given
        String body = """
                {"status":"error","error":{"code":"REMOTE.INPUT_INVALID","title":"T","message":"M","log_url":"https://l"}}""";
        // When
        Answer kept = answer(422, body).keep();
        // Then
        assertThat(kept.error()).contains(new UpstreamError("REMOTE.INPUT_INVALID", "T", "M", "https://l"));
        assertThat(kept.body()).isEqualTo(body);
        assertThat(kept.truncated()).isFalse();
    }

    @Test
    void the_older_form_of_an_error_is_read_too() {
        // Given
        String body = "{\"status\":\"error\",\"error\":{\"message\":{\"remote_http_status\":404}}}";
        // When
        Answer kept = answer(400, body).keep();
        // Then
        assertThat(kept.error()).contains(new UpstreamError(null, null, "{\"remote_http_status\":404}", null));
    }

    @Test
    void a_long_body_is_kept_in_part_and_no_character_is_cut_in_two() {
        // Given
        String body = "x".repeat(Answer.LONGEST_BODY - 1) + "\ud83d\ude00 and more";
        // When
        Answer kept = answer(500, body).keep();
        // Then
        assertThat(kept.body()).isEqualTo("x".repeat(Answer.LONGEST_BODY - 1));
        assertThat(kept.truncated()).isTrue();
    }

    @Test
    void only_headers_that_help_are_kept() {
        // Given
        MultiMap headers = headers(Map.of(
                "Content-Type", "text/html", "Retry-After", "5", "Set-Cookie", "secret=1", "CF-Ray", "8c\u00e9"));
        // When
        Answer kept = new KomboAnswer(503, headers, Buffer.buffer(), false).keep();
        // Then
        assertThat(kept.headers())
                .isEqualTo(Map.of("content-type", "text/html", "retry-after", "5", "cf-ray", "8c\u00e9"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void a_deep_nest_is_no_answer_and_no_crash(int depth) {
        assertThat(answer(200, "[".repeat(depth)).judge().kind()).isEqualTo(OutcomeKind.UNSURE);
        assertThat(answer(200, "{\"a\":".repeat(depth)).judge().kind()).isEqualTo(OutcomeKind.UNSURE);
    }

    private static KomboAnswer answer(int status, String body) {
        return new KomboAnswer(status, headers(Map.of()), Buffer.buffer(body), false);
    }

    private static MultiMap headers(Map<String, String> entries) {
        return MultiMap.caseInsensitiveMultiMap().addAll(entries);
    }
}
