package dev.passback.core.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.tenant.TenantKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretTest {

    private static final String HIDDEN = "hunter2-hunter2-hunter2";

    /** Every record of core that holds a secret, and what must not show. A new one belongs here. */
    static Stream<Object[]> holders() {
        KeyPair pair = KeyPair.generate();
        TenantKey key = TenantKey.generate();
        PasswordHash hash = PasswordHash.of(new Secret(HIDDEN));
        return Stream.of(
                new Object[] {new Secret(HIDDEN), HIDDEN},
                new Object[] {pair, pair.opening().reveal()},
                new Object[] {key, key.secret().reveal()},
                new Object[] {key.text(), key.secret().reveal()},
                new Object[] {hash, hash.text()});
    }

    @ParameterizedTest
    @MethodSource("holders")
    void no_record_prints_the_secret_it_holds(Object holder, String secret) {
        assertThat(holder.toString()).contains("***").doesNotContain(secret);
        assertThat(String.format("%s", holder)).doesNotContain(secret);
        assertThat(List.of(Optional.of(Map.of("holder", holder))).toString()).doesNotContain(secret);
    }

    @Test
    void a_secret_is_revealed_only_by_its_name() {
        // Given
        Secret secret = new Secret(HIDDEN);

        // When / Then
        assertThat(secret).hasToString("***");
        assertThat(secret.reveal()).isEqualTo(HIDDEN);
    }
}
