package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    @Test
    void json_is_shown_with_one_member_a_line_and_every_digit_kept() {
        // When
        Body.Shown shown = shown("{\"a\":1.000000000000000000010,\"b\":[1,{}],\"a\":[]}");
        // Then
        assertThat(shown.pretty())
                .hasValueSatisfying(pretty -> assertThat(pretty.lines())
                        .containsExactly(
                                "{",
                                "  \"a\": 1.000000000000000000010,",
                                "  \"b\": [",
                                "    1,",
                                "    {}",
                                "  ],",
                                "  \"a\": []",
                                "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"cut\":", "{} trailing", "not json"})
    void what_is_no_json_is_shown_as_it_is(String text) {
        assertThat(shown(text).pretty()).isEmpty();
        assertThat(shown(text).raw()).isEqualTo(text);
    }

    @Test
    void a_very_long_body_is_shown_raw_alone() {
        assertThat(shown("[" + "1,".repeat(Body.LONGEST_PRETTY) + "1]").pretty())
                .isEmpty();
    }

    @Test
    void of_one_that_is_not_revealed_the_length_alone_is_told() {
        assertThat(Body.of("{\"a\":1}", false, false)).isEqualTo(new Body.Masked(7));
    }

    private static Body.Shown shown(String text) {
        return (Body.Shown) Body.of(text, false, true);
    }
}
