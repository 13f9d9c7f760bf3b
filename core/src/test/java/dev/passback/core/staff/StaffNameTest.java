package dev.passback.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaffNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"anna", "anna.berg@example.com", "Ana María O'Neill", "a+b@example.com", "7"})
    void what_people_are_called_is_a_name(String text) {
        // When // Then
        assertThat(StaffName.read(text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "a/b", "a<b", " a", "a ", "a\nb", "@a", "a%41"})
    void what_could_be_folded_cut_or_misread_is_none(String text) {
        // When // Then
        assertThat(StaffName.read(text)).isEmpty();
    }

    @Test
    void a_name_has_at_most_two_hundred_characters() {
        // When // Then
        assertThat(StaffName.read("a".repeat(200))).isPresent();
        assertThat(StaffName.read("a".repeat(201))).isEmpty();
        assertThat(StaffName.read(7)).isEmpty();
    }
}
