package dev.passback.core.submission;

import static dev.passback.core.submission.Checking.bodyWith;
import static dev.passback.core.submission.Checking.bodyWithAttributes;
import static dev.passback.core.submission.Checking.check;
import static dev.passback.core.submission.Checking.link;
import static dev.passback.core.submission.Checking.violation;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict JSON, one object, each key once; and words that help whoever sent something else. */
class ResultLinkJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t"})
    void an_empty_body_is_refused(String body) {
        assertThat(violation(body)).isEqualTo("body is empty; a JSON object is wanted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "-0.5", "true", "\"label\"", "[{\"label\":\"x\"}]"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(violation(body)).isEqualTo("body must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "0", "\"x\""})
    void a_second_value_after_the_object_is_refused(String more) {
        assertThat(violation(bodyWith() + more)).isEqualTo("body must hold one JSON object and nothing after it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "]", ",", "x", "nul", "//", "#", "\u0000", "\u00a0", "\ufeff"})
    void anything_else_after_the_object_is_refused(String more) {
        assertThat(violation(bodyWith() + more)).startsWith("body is not acceptable JSON: ");
    }

    @Test
    void a_body_cut_off_anywhere_is_refused() {
        // Given
        byte[] whole = Checking.DOCUMENTED.strip().getBytes(StandardCharsets.UTF_8);

        // When / Then
        for (int length = 0; length < whole.length; length++) {
            String part = new String(whole, 0, length, StandardCharsets.UTF_8);
            assertThat(violation(part)).as("cut at %d", length).startsWith("body is ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\":\"x\",\"url\":\"https://example.com\",\"label\":\"x\"}",
                "{\"label\":\"x\",\"url\":\"https://example.com\",\"\\u006cabel\":\"x\"}",
                "{\"label\":\"x\",\"url\":\"https://example.com\",\"x\":1,\"x\":1}",
                "{\"label\":\"x\",\"url\":\"https://example.com\",\"x\":{\"y\":1,\"y\":1}}",
                "{\"label\":\"x\",\"url\":\"https://example.com\",\"x\":[{\"y\":1,\"y\":1}]}",
                "{\"label\":\"x\",\"url\":\"https://example.com\",\"details\":{\"attributes\":[],\"attributes\":[]}}",
                "{\"label\":\"x\",\"url\":\"https://example.com\",\"details\":{\"attributes\":[{\"key\":\"\",\"key\":\"\"}]}}",
                "{\"label\":\"x\",\"url\":\"https://example.com\",\"remote_fields\":{\"icims\":{},\"icims\":{}}}",
            })
    void a_key_given_twice_in_one_object_is_refused(String body) {
        assertThat(violation(body)).startsWith("body is not acceptable JSON: Duplicate field '");
    }

    @Test
    void the_same_key_in_different_objects_is_no_duplicate() {
        assertThat(link(bodyWith("\"x\":{\"label\":1,\"x\":{\"x\":2}}", "\"y\":[{\"x\":1},{\"x\":1}]"))
                        .label())
                .isEqualTo("Result");
    }

    @Test
    void nesting_is_taken_down_to_32_levels() {
        assertThat(check(bodyWith("\"x\":" + "[".repeat(31) + "]".repeat(31)))).isInstanceOf(Checked.Valid.class);
        assertThat(violation(bodyWith("\"x\":" + "[".repeat(32) + "]".repeat(32))))
                .isEqualTo("body is not acceptable JSON: Document nesting depth (33) exceeds the maximum allowed (32)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void nesting_without_end_is_refused_in_every_place(String opening) {
        // Given
        String endless = opening.repeat(30_000);

        // When / Then
        assertThat(violation(endless)).startsWith("body ");
        assertThat(violation(bodyWith("\"x\":" + endless))).contains("nesting depth (33)");
        assertThat(violation(bodyWith("\"label2\":1", "\"remote_fields\":{\"a\":" + endless)))
                .contains("nesting depth (33)");
        assertThat(violation(bodyWithAttributes("[{\"x\":" + endless))).contains("nesting depth (33)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                  | Unexpected end-of-input: expected close marker for Object (start marker at line 1, column 1) (line 1, column 2)
            {"label":"x        | Unexpected end-of-input: was expecting closing quote for a string value (line 1, column 12)
            {"label":"x",}     | Unexpected character ('}' (code 125)): was expecting double-quote to start field name (line 1, column 14)
            {"a":NaN}          | Non-standard token 'NaN' (line 1, column 9)
            {"a":/* b */1}     | Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (line 1, column 6)
            {"a":01}           | Invalid numeric value: Leading zeroes not allowed (line 1, column 7)
            {"a":1,"a":2}      | Duplicate field 'a' (line 1, column 11)
            """)
    void faults_are_told_without_the_parsers_own_settings(String body, String fault) {
        assertThat(violation(body)).isEqualTo("body is not acceptable JSON: " + fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':1}",
                "{a:1}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":0x1}",
                "{\"a\":tru}",
                "{\"a\":Infinity}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"line\nbreak\"}",
                "{\"a\":\"tab\t\"}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{,}",
                "{\"a\":[1,]}",
                "{\"a\":[1}}",
                "{\"a\":}",
                "{\"a\":\u0000}"
            })
    void what_only_lenient_parsers_take_is_refused(String body) {
        assertThat(violation(body))
                .startsWith("body is not acceptable JSON: ")
                .doesNotContain("Feature", "Source", "`");
    }

    @Test
    void numbers_are_kept_as_they_are_written_up_to_a_thousand_digits() {
        assertThat(link(bodyWith("\"x\":1e999999999", "\"y\":" + "9".repeat(1_000)))
                        .body())
                .contains("1e999999999");
        assertThat(violation(bodyWith("\"x\":" + "9".repeat(1_001))))
                .isEqualTo(
                        "body is not acceptable JSON: Number value length (1001) exceeds the maximum allowed (1000)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{😀}", "nope\u0000", "{\"a\":😀}", "{\"a\":\u0085}", "\u0001", "{\"a\":tru\u0002}"})
    void a_fault_is_told_in_characters_that_can_be_stored_and_sent(String body) {
        assertThat(violation(body))
                .startsWith("body is not acceptable JSON: ")
                .matches(text -> text.codePoints().noneMatch(Character::isISOControl))
                .matches(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @Test
    void a_fault_that_quotes_a_long_token_is_told_short() {
        assertThat(violation("{\"a\":" + "x".repeat(200_000) + "}"))
                .hasSizeLessThan(300)
                .contains("…");
    }

    @Test
    void keys_made_to_collide_in_a_hash_table_are_taken_like_any_others() {
        // Given: every pair of letters has the same polynomial hash, so all keys of one length have
        String members = IntStream.range(0, 4_096)
                .mapToObj(number -> "\"" + colliding(number) + "\":1")
                .collect(Collectors.joining(","));

        // When / Then
        assertThat(check(bodyWith(members))).isInstanceOf(Checked.Valid.class);
    }

    private static String colliding(int number) {
        return IntStream.range(0, 12)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Ab" : "BA")
                .collect(Collectors.joining());
    }
}
