package dev.passback.core.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.submission.Target.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8Xi6iZrwusZqJmDGXs49GBmJ",
                "1",
                "...",
                ".a",
                "a b",
                "a/b?c#d é%41:1",
                "%2e%2e",
                "漢字",
                "😀",
                "<script>",
                "' OR 1=1 --",
            })
    void an_id_may_be_any_text_that_can_stand_in_a_path(String id) {
        assertThat(Target.isId(id)).isTrue();
        assertThat(new Target(Kind.CANDIDATE, id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t", "\u2003", ".", "..", "a\u0000", "a\nb", "\u007f", "\u0085", "\ud800", "a\udc00b"})
    void what_cannot_stand_in_a_path_is_no_id(String text) {
        assertThat(Target.isId(text)).isFalse();
        assertThatThrownBy(() -> new Target(Kind.CANDIDATE, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a target id");
    }

    @Test
    void an_id_has_at_most_200_characters() {
        assertThat(Target.isId("x".repeat(200))).isTrue();
        assertThat(Target.isId("x".repeat(201))).isFalse();
    }

    @Test
    void a_candidate_and_an_application_of_the_same_id_are_two_targets() {
        assertThat(new Target(Kind.CANDIDATE, "1")).isNotEqualTo(new Target(Kind.APPLICATION, "1"));
    }

    @Test
    void kinds_stand_in_paths_as_kombo_has_them() {
        assertThat(Kind.CANDIDATE.path()).isEqualTo("candidates");
        assertThat(Kind.APPLICATION.path()).isEqualTo("applications");
    }

    @ParameterizedTest
    @EnumSource
    void a_kind_is_found_by_its_word(Kind kind) {
        assertThat(kind.word()).isLowerCase();
        assertThat(Kind.ofWord(kind.word())).isEqualTo(kind);
    }
}
