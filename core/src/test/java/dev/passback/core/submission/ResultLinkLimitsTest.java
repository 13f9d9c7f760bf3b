package dev.passback.core.submission;

import static dev.passback.core.submission.Checking.bodyWith;
import static dev.passback.core.submission.Checking.bodyWithAttributes;
import static dev.passback.core.submission.Checking.bodyWithLabel;
import static dev.passback.core.submission.Checking.bodyWithUrl;
import static dev.passback.core.submission.Checking.check;
import static dev.passback.core.submission.Checking.link;
import static dev.passback.core.submission.Checking.violation;
import static dev.passback.core.submission.Checking.violations;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passback's own limits, at their edges. A character is a code point, so an emoji is one. */
class ResultLinkLimitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "漢", "😀", "\\u0041", "\\ud83d\\ude00"})
    void a_label_has_at_most_1000_characters(String character) {
        assertThat(link(bodyWithLabel(character.repeat(1_000))).label()).isNotEmpty();
        assertThat(violation(bodyWithLabel(character.repeat(1_001))))
                .isEqualTo("label has 1001 characters; at most 1000 are taken");
    }

    @Test
    void a_url_has_at_most_4000_characters() {
        // Given
        String start = "https://example.com/";
        String longest = start + "a".repeat(4_000 - start.length());

        // When / Then
        assertThat(link(bodyWithUrl(longest)).url()).isEqualTo(longest);
        assertThat(violation(bodyWithUrl(longest + "a"))).isEqualTo("url has 4001 characters; at most 4000 are taken");
    }

    @Test
    void a_url_of_4000_characters_may_hold_emoji() {
        // Given
        String start = "https://example.com/";
        String longest = start + "😀".repeat(4_000 - start.length());

        // When / Then
        assertThat(link(bodyWithUrl(longest)).url()).isEqualTo(longest);
        assertThat(violation(bodyWithUrl(longest + "😀"))).isEqualTo("url has 4001 characters; at most 4000 are taken");
    }

    @Test
    void at_most_200_attributes_are_taken() {
        assertThat(check(bodyWithAttributes(attributes(200)))).isInstanceOf(Checked.Valid.class);
        assertThat(violation(bodyWithAttributes(attributes(201))))
                .isEqualTo("details.attributes has 201 entries; at most 200 are taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "😀"})
    void an_attribute_key_has_at_most_200_characters(String character) {
        assertThat(check(bodyWithAttributes(attribute(character.repeat(200), "v"))))
                .isInstanceOf(Checked.Valid.class);
        assertThat(violation(bodyWithAttributes(attribute(character.repeat(201), "v"))))
                .isEqualTo("details.attributes[0].key has 201 characters; at most 200 are taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "😀"})
    void an_attribute_value_has_at_most_10000_characters(String character) {
        assertThat(check(bodyWithAttributes(attribute("k", character.repeat(10_000)))))
                .isInstanceOf(Checked.Valid.class);
        assertThat(violation(bodyWithAttributes(attribute("k", character.repeat(10_001)))))
                .isEqualTo("details.attributes[0].value has 10001 characters; at most 10000 are taken");
    }

    @Test
    void each_attribute_that_is_too_long_is_named_by_its_place() {
        // Given
        String good = attribute("k", "v").replaceAll("[\\[\\]]", "");
        String bad = attribute("k".repeat(201), "v".repeat(10_001)).replaceAll("[\\[\\]]", "");

        // When
        List<Violation> violations = violations(bodyWithAttributes("[" + good + "," + bad + "]"));

        // Then
        assertThat(violations)
                .extracting(Violation::field)
                .containsExactly("details.attributes[1].key", "details.attributes[1].value");
    }

    @Test
    void prefix_and_unknown_places_have_no_limit_but_the_body() {
        // Given
        String large = "x".repeat(100_000);

        // When / Then
        assertThat(check(bodyWith(
                        "\"details\":{\"custom_field_name_prefix\":\"" + large + "\",\"attributes\":[]}",
                        "\"remote_fields\":{\"greenhouse\":{\"note\":\"" + large + "\"}}")))
                .isInstanceOf(Checked.Valid.class);
    }

    @Test
    void a_body_of_the_largest_size_is_checked() {
        // Given
        String frame = bodyWith("\"x\":\"\"");
        String body = bodyWith("\"x\":\"" + "y".repeat(ResultLinkRules.LARGEST_BODY - frame.length()) + "\"");

        // When / Then
        assertThat(body).hasSize(ResultLinkRules.LARGEST_BODY);
        assertThat(link(body).body()).isEqualTo(body);
    }

    private static String attribute(String key, String value) {
        return "[{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}]";
    }

    private static String attributes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"key\":\"k" + i + "\",\"value\":\"v\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
