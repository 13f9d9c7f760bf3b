package dev.passback.core.submission;

import static dev.passback.core.submission.Checking.DOCUMENTED;
import static dev.passback.core.submission.Checking.bodyWith;
import static dev.passback.core.submission.Checking.bodyWithAttributes;
import static dev.passback.core.submission.Checking.bodyWithUrl;
import static dev.passback.core.submission.Checking.link;
import static dev.passback.core.submission.Checking.violation;
import static dev.passback.core.submission.Checking.violations;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kombo's contract: what it documents is taken and kept to the letter, what its schema refuses is refused. */
class ResultLinkRulesTest {

    @Test
    void the_documented_body_is_valid_and_kept_to_the_letter() {
        // When
        ResultLink link = link(DOCUMENTED);

        // Then
        assertThat(link.label()).isEqualTo("Assessment Result");
        assertThat(link.url()).isEqualTo("https://example.com/test-results/5BtP1WC1UboS7CF3yxjKcvjG");
        assertThat(link.body()).isEqualTo(DOCUMENTED);
    }

    @Test
    void spelling_order_and_white_space_are_kept_to_the_letter() {
        // Given
        String body = "\r\n\t{ \"url\":\"https:\\/\\/example.com\\/1\",\"x\":1.50e+2 , \"label\":\"\\u00e9é 😀\"}\n";

        // When
        ResultLink link = link(body);

        // Then
        assertThat(link.label()).isEqualTo("éé 😀");
        assertThat(link.url()).isEqualTo("https://example.com/1");
        assertThat(link.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\":\"\",\"url\":\"https://example.com/1\"}",
                "{\"label\":\"x\",\"url\":\"https://example.com/1\",\"remote_fields\":{}}",
                "{\"label\":\"x\",\"url\":\"https://example.com/1\","
                        + "\"details\":{\"custom_field_name_prefix\":\"\",\"attributes\":[]}}",
                "{\"label\":\"x\",\"url\":\"https://example.com/1\",\"details\":"
                        + "{\"custom_field_name_prefix\":\"\",\"attributes\":[{\"key\":\"\",\"value\":\"\"}]}}",
            })
    void what_the_schema_allows_to_be_empty_may_be_empty(String body) {
        assertThat(link(body).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"application_id\":\"8Xi6iZrwusZqJmDGXs49GBmJ\"",
                "\"x\":null",
                "\"x\":[1,-2.5e3,true,false,null,\"s\",{\"y\":[]}]",
                "\"\":{\"\":\"\"}",
                "\"remote_fields\":{\"a_tool_of_tomorrow\":{\"deep\":[{\"er\":null}]}}",
                "\"remote_fields\":{\"greenhouse\":{\"post_headers\":{\"On-Behalf-Of\":null}}}",
                "\"remote_fields\":{\"greenhouse\":null,\"oracle\":\"odd, but between tenant and upstream\"}",
                "\"details\":{\"custom_field_name_prefix\":\"A\",\"attributes\":[],\"x\":{\"y\":1}}",
                "\"details\":{\"custom_field_name_prefix\":\"A\","
                        + "\"attributes\":[{\"key\":\"a\",\"value\":\"b\",\"unit\":[\"%\"]}]}",
            })
    void unknown_keys_are_welcome_at_every_level(String member) {
        // Given
        String body = bodyWith(member);

        // When / Then
        assertThat(link(body).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                | label is required | url is required
            {"label":null,"url":null}         | label must be a string | url must be a string
            {"label":1,"url":true}            | label must be a string | url must be a string
            {"label":["a"],"url":{"b":"c"}}   | label must be a string | url must be a string
            {"Label":"x","URL":"https://a.b"} | label is required | url is required
            """)
    void label_and_url_are_required_strings(String body, String label, String url) {
        assertThat(violations(body)).extracting(Violation::toString).containsExactly(label, url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "details":null       | details must be an object; leave it out instead of null
            "details":[]         | details must be an object
            "details":"x"        | details must be an object
            "remote_fields":null | remote_fields must be an object; leave it out instead of null
            "remote_fields":[{}] | remote_fields must be an object
            "remote_fields":1    | remote_fields must be an object
            """)
    void details_and_remote_fields_are_objects_or_left_out(String member, String message) {
        assertThat(violation(bodyWith(member))).isEqualTo(message);
    }

    @Test
    void details_need_prefix_and_attributes() {
        assertThat(violations(bodyWith("\"details\":{}")))
                .extracting(Violation::toString)
                .containsExactly(
                        "details.custom_field_name_prefix is required where details are given",
                        "details.attributes is required where details are given");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null                                    | details.attributes must be an array of objects with key and value
            {"key":"a","value":"b"}                 | details.attributes must be an array of objects with key and value
            [null]                                  | details.attributes[0] must be an object; leave it out instead of null
            [{"key":"a","value":"b"},[]]            | details.attributes[1] must be an object
            [{"value":"b"}]                         | details.attributes[0].key is required
            [{"key":"a"}]                           | details.attributes[0].value is required and must be a string
            [{"key":"a","value":100}]               | details.attributes[0].value must be a string
            [{"key":"a","value":null}]              | details.attributes[0].value must be a string
            [{"key":{"key":"a"},"value":"b"}]       | details.attributes[0].key must be a string
            """)
    void attributes_are_objects_of_two_strings(String attributes, String message) {
        assertThat(violation(bodyWithAttributes(attributes))).isEqualTo(message);
    }

    @Test
    void a_prefix_that_is_no_string_is_named() {
        assertThat(violation(bodyWith("\"details\":{\"custom_field_name_prefix\":7,\"attributes\":[]}")))
                .isEqualTo("details.custom_field_name_prefix must be a string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://localhost:8080/r?a=b&c=%20#top",
                "HTTPS://EXAMPLE.COM/R",
                "https://[2001:db8::1]/x",
                "https://bücher.example/größe",
                "https://user@example.com/",
            })
    void web_links_are_taken_however_they_are_spelled(String url) {
        assertThat(link(bodyWithUrl(url)).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "javascript:alert(1)",
                "JaVaScRiPt://example.com/%0aalert(1)",
                "data:text/html,hi",
                "file:///etc/passwd",
                "ftp://example.com/1",
                "mailto:a@example.com",
                "//example.com/1",
                "/results/1",
                "example.com/1",
                "https:",
                "https://",
                "https:///1",
                "https://?q",
                "https:example.com",
                " https://example.com/1",
                "https://example.com/1 ",
                "https://example.com/a b",
                "https://example.com/a\\tb",
                "https://example.com/a\\nb",
                "https://example.com/a\\u007fb",
                "https://example.com/a\\u0085b",
                "https://example.com/a\\u00a0b",
                "https://example.com/a\\u2028b",
                "https://\\u3000example.com/",
                "http\\u017f://example.com/",
                "javascript:alert(1)//https://example.com/",
            })
    void what_could_never_be_a_web_link_is_refused(String url) {
        assertThat(violation(bodyWithUrl(url)))
                .isEqualTo("url must be an absolute http or https URL without spaces,"
                        + " such as https://example.com/results/1");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_in_the_order_of_the_body() {
        // Given
        String body = """
                {"url":"ftp://x","remote_fields":null,"details":{"attributes":[1,{"key":2}]},"x":"\\u0000"}""";

        // When
        List<Violation> violations = violations(body);

        // Then
        assertThat(violations)
                .extracting(Violation::field)
                .containsExactly(
                        "url",
                        "remote_fields",
                        "details.attributes[0]",
                        "details.attributes[1].key",
                        "details.attributes[1].value",
                        "details.custom_field_name_prefix",
                        "x",
                        "label");
    }

    @Test
    void a_thousand_wrong_places_are_told_fifty_times_at_most() {
        // When
        List<Violation> violations = violations(bodyWithAttributes("[" + "1,".repeat(999) + "1]"));

        // Then
        assertThat(violations).hasSize(50).doesNotHaveDuplicates();
        assertThat(violations.getLast().field()).isEqualTo("details.attributes[49]");
    }
}
