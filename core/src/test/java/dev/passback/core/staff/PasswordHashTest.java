package dev.passback.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.passback.core.credential.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final Secret PASSWORD = new Secret("correct horse battery");

    @Test
    void a_hash_is_argon2id_with_the_parameters_that_owasp_asks_for() {
        assertThat(PasswordHash.of(PASSWORD).text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void a_password_matches_its_own_hash_only() {
        // Given
        PasswordHash hash = PasswordHash.of(PASSWORD);

        // When / Then
        assertThat(hash.matches(PASSWORD)).isTrue();
        assertThat(hash.matches(new Secret("Correct horse battery"))).isFalse();
        assertThat(hash.matches(new Secret("correct horse battery "))).isFalse();
        assertThat(hash.matches(new Secret(""))).isFalse();
    }

    @Test
    void the_same_password_never_gives_the_same_hash() {
        assertThat(PasswordHash.of(PASSWORD)).isNotEqualTo(PasswordHash.of(PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe und 漢字", "😀😀😀😀😀😀😀😀😀😀😀😀", "a\u0000b at the end differs"})
    void passwords_may_hold_any_character(String text) {
        // Given
        PasswordHash hash = PasswordHash.of(new Secret(text));

        // When / Then
        assertThat(hash.matches(new Secret(text))).isTrue();
        assertThat(hash.matches(new Secret(text.substring(0, text.length() - 1) + "x")))
                .isFalse();
    }

    @Test
    void a_long_password_counts_to_its_last_character() {
        // Given
        String start = "x".repeat(1_000);
        PasswordHash hash = PasswordHash.of(new Secret(start + "a"));

        // When / Then
        assertThat(hash.matches(new Secret(start + "a"))).isTrue();
        assertThat(hash.matches(new Secret(start + "b"))).isFalse();
    }

    @Test
    void a_hash_made_with_other_parameters_still_matches() {
        // Given: Argon2id with 8 MiB, three rounds, as an older release might have stored it
        PasswordHash older = new PasswordHash(Password.hash(PASSWORD.reveal())
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(8_192, 3, 1, 32, Argon2.ID))
                .getResult());

        // When / Then
        assertThat(older.matches(PASSWORD)).isTrue();
        assertThat(older.matches(new Secret("wrong"))).isFalse();
    }

    @Test
    void nobody_has_a_hash_of_the_same_cost() {
        assertThat(PasswordHash.OF_NOBODY.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PasswordHash.OF_NOBODY.matches(PASSWORD)).isFalse();
    }

    @Test
    void neither_password_nor_hash_is_printed() {
        // Given
        PasswordHash hash = PasswordHash.of(PASSWORD);

        // When / Then
        assertThat(hash.toString()).doesNotContain(PASSWORD.reveal(), "argon2", hash.text());
    }
}
