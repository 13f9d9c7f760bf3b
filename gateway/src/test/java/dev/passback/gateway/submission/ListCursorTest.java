package dev.passback.gateway.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.submission.SubmissionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {

    @Test
    void a_position_is_read_back_and_its_text_needs_no_escape_in_a_url() {
        for (int i = 0; i < 1_000; i++) {
            // Given
            SubmissionId last = SubmissionId.next();
            // When
            String text = ListCursor.of(last);
            // Then
            assertThat(text).matches("[A-Za-z0-9_-]{22}");
            assertThat(ListCursor.parse(text)).contains(last);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AZ-0",
                // an id as it is written
                "01890a5d-ac96-774b-bcce-b302099a8057",
                // of another version
                "AYkKXayWR0u8zrMCCZqAVw",
                // padded, with stray bits at the end, with a stray letter, from the other alphabet
                "AYkKXayWd0u8zrMCCZqAVw==",
                "AYkKXayWd0u8zrMCCZqAVx",
                "AYkKXayWd0u8zrMCCZqAVw0",
                "AYkKXayWd0u8zrMCCZq+Vw",
                "AYkKXayWd0u8zrMCCZqAV w",
            })
    void what_was_never_given_out_is_no_position(String text) {
        assertThat(ListCursor.parse(text)).isEmpty();
    }

    @Test
    void the_texts_above_differ_little_from_a_good_one() {
        assertThat(ListCursor.parse("AYkKXayWd0u8zrMCCZqAVw"))
                .isEqualTo(SubmissionId.parse("01890a5d-ac96-774b-bcce-b302099a8057"));
    }
}
