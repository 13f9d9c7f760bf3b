package dev.passback.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "assessments", "Tenant 7", "über-tests_2.0", "評価"})
    void what_stands_well_in_urls_and_sentences_is_a_name(String text) {
        // When // Then
        assertThat(TenantName.read(text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a%2e", " a", "a ", "a\nb", "a;b", "-a", "a\"b", "a\u0000b"})
    void what_could_be_folded_cut_or_misread_is_none(String text) {
        // When // Then
        assertThat(TenantName.read(text)).isEmpty();
    }

    @Test
    void a_name_has_at_most_a_hundred_characters() {
        // When // Then
        assertThat(TenantName.read("a".repeat(100))).isPresent();
        assertThat(TenantName.read("a".repeat(101))).isEmpty();
        assertThat(TenantName.read(7)).isEmpty();
        assertThat(TenantName.read(null)).isEmpty();
    }
}
