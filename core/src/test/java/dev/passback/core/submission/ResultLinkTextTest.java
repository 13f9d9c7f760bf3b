package dev.passback.core.submission;

import static dev.passback.core.submission.Checking.bodyWith;
import static dev.passback.core.submission.Checking.bodyWithAttributes;
import static dev.passback.core.submission.Checking.bodyWithLabel;
import static dev.passback.core.submission.Checking.bodyWithUrl;
import static dev.passback.core.submission.Checking.link;
import static dev.passback.core.submission.Checking.violation;
import static dev.passback.core.submission.Checking.violations;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL and UTF-8 cannot hold is refused wherever it stands, before anything is stored. */
class ResultLinkTextTest {

    private static final String NUL = "\\u0000";

    @Test
    void a_nul_character_is_refused_in_label_and_url() {
        assertThat(violation(bodyWithLabel("a" + NUL))).isEqualTo("label holds a NUL character (\\u0000)");
        assertThat(violations(bodyWithUrl("https://example.com/" + NUL)))
                .extracting(Violation::toString)
                .contains("url holds a NUL character (\\u0000)");
    }

    @Test
    void a_nul_character_is_refused_in_attributes() {
        assertThat(violation(bodyWithAttributes("[{\"key\":\"a" + NUL + "\",\"value\":\"b\"}]")))
                .isEqualTo("details.attributes[0].key holds a NUL character (\\u0000)");
        assertThat(violation(bodyWithAttributes("[{\"key\":\"a\",\"value\":\"" + NUL + "b\"}]")))
                .isEqualTo("details.attributes[0].value holds a NUL character (\\u0000)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x":"\\u0000"                                | x
            "x":[[{"y":["\\u0000"]}]]                    | x
            "x":{"\\u0000":1}                            | x
            "\\u0000":1                                  | body
            "remote_fields":{"a":{"b":"\\u0000"}}        | remote_fields
            "remote_fields":{"\\u0000":{}}               | remote_fields
            "details":{"custom_field_name_prefix":"\\u0000","attributes":[]}         | details.custom_field_name_prefix
            "details":{"custom_field_name_prefix":"","attributes":[],"x":"\\u0000"}  | details.x
            "details":{"custom_field_name_prefix":"","attributes":[],"\\u0000":1}    | details
            "details":{"custom_field_name_prefix":"","attributes":[{"key":"","value":"","y":"\\u0000"}]} \
                                                         | details.attributes[0].y
            "details":{"custom_field_name_prefix":"","attributes":[{"key":"","value":"","\\u0000":1}]} \
                                                         | details.attributes[0]
            """)
    void a_nul_character_is_refused_in_every_place(String member, String field) {
        assertThat(violation(bodyWith(member))).isEqualTo(field + " holds a NUL character (\\u0000)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\ud800", "\\udc00", "\\ude00\\ud83d", "a\\ud83d", "\\ud83d\\ud83d\\ude00", "\\uDBFF\\u0041"})
    void half_a_surrogate_pair_is_refused_in_values(String text) {
        // Given
        String reason = " holds half of a surrogate pair (\\ud800 to \\udfff)";

        // When / Then
        assertThat(violation(bodyWithLabel(text))).isEqualTo("label" + reason);
        assertThat(violation(bodyWith("\"remote_fields\":{\"a\":[\"" + text + "\"]}")))
                .isEqualTo("remote_fields" + reason);
        assertThat(violation(bodyWith("\"x\":\"" + text + "\""))).isEqualTo("x" + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ude00\\ud83d", "a\\ud83d"})
    void half_a_surrogate_pair_is_refused_in_keys(String key) {
        assertThat(violations(bodyWith("\"" + key + "\":1"))).hasSize(1);
        assertThat(violations(bodyWith("\"remote_fields\":{\"" + key + "\":1}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\ud83d\\ude00", "\\uD83D\\uDE00", "😀", "\\u0001", "\\u007f", "\\ufeff", "\\uffff", "\u202e"})
    void every_other_character_is_taken(String text) {
        // Given
        String body = bodyWith("\"x\":\"" + text + "\"", "\"" + text + "\":1");

        // When / Then
        assertThat(link(body).body()).isEqualTo(body);
    }

    @Test
    void one_flaw_in_many_places_of_an_open_list_is_said_once() {
        assertThat(violation(bodyWith("\"remote_fields\":{\"a\":[\"\\u0000\",\"\\u0000\"],\"b\":\"\\u0000\"}")))
                .isEqualTo("remote_fields holds a NUL character (\\u0000)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "overlong NUL, c080",
        "overlong slash, c0af",
        "overlong of three bytes, e080af",
        "overlong of four bytes, f08080af",
        "a surrogate, eda080",
        "a pair of surrogates, eda0bdedb880",
        "above U+10FFFF, f4908080",
        "five bytes, f888808080",
        "a follower alone, 80",
        "a starter alone, c3",
        "two thirds of a character, e282",
        "Latin-1, e9",
        "a byte that never occurs, ff",
    })
    void invalid_utf_8_is_refused(String what, String hex) {
        // Given
        byte[] flaw = HexFormat.of().parseHex(hex);
        byte[] inside = join(bytes("{\"label\":\""), flaw, bytes("\",\"url\":\"https://example.com/1\"}"));
        byte[] atTheEnd = join(bytes(bodyWith()), flaw);

        // When / Then
        assertThat(violations(inside)).as(what).containsExactly(new Violation("body", "is not valid UTF-8"));
        assertThat(violations(atTheEnd)).as(what).containsExactly(new Violation("body", "is not valid UTF-8"));
    }

    @Test
    void a_byte_order_mark_is_refused_by_its_name() {
        assertThat(violation("\ufeff" + bodyWith()))
                .isEqualTo("body begins with a byte order mark; UTF-8 without one is wanted");
    }

    @Test
    void other_encodings_are_refused() {
        assertThat(violations(bodyWith().getBytes(StandardCharsets.UTF_16))).hasSize(1);
        assertThat(violations(bodyWith().getBytes(StandardCharsets.UTF_16LE))).hasSize(1);
        assertThat(violations(bodyWith().getBytes(StandardCharsets.UTF_16BE))).hasSize(1);
    }

    @Test
    void a_key_is_said_back_short_and_printable() {
        // Given
        String key = "a\\u0007\\u0000b" + "😀".repeat(20_000);

        // When
        List<Violation> violations = violations(bodyWith("\"" + key + "\":\"\\u0000\""));

        // Then
        assertThat(violations)
                .extracting(Violation::field)
                .containsExactly("body", "a\ufffd\ufffdb" + "😀".repeat(76) + "…");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
