package dev.passback.core.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionStateTest {

    @ParameterizedTest
    @CsvSource({
        "queued, false",
        "sending, false",
        "held, false",
        "delivered, true",
        "rejected, true",
        "expired, true",
        "cancelled, true"
    })
    void a_state_is_found_by_its_word_and_knows_whether_it_is_history(String word, boolean settled) {
        // When
        SubmissionState state = SubmissionState.ofWord(word);

        // Then
        assertThat(state.word()).isEqualTo(word);
        assertThat(state.settled()).isEqualTo(settled);
    }

    @Test
    void there_are_seven_states() {
        assertThat(SubmissionState.values()).hasSize(7);
    }

    @Test
    void an_unknown_word_is_refused() {
        assertThatThrownBy(() -> SubmissionState.ofWord("lost")).isInstanceOf(IllegalArgumentException.class);
    }
}
