package dev.passback.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.passback.core.credential.OpeningKeys.CannotOpenException;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {

    private static final KeyPair PAIR = KeyPair.generate();
    private static final SealingKeys SEALING = SealingKeys.parse(PAIR.sealing());
    private static final OpeningKeys OPENING = OpeningKeys.parse(PAIR.opening());
    private static final IntegrationRef OWNER = new IntegrationRef(new TenantId(1), "greenhouse:HWUTwvyx2wLo");
    private static final Secret CREDENTIAL = new Secret("ks_prod_0123456789abcdef");

    @ParameterizedTest
    @ValueSource(strings = {"ks_prod_0123456789abcdef", "", "größe 漢字 😀", "line\nbreak\u0000"})
    void what_is_sealed_opens_for_the_same_integration(String value) {
        // When
        Sealed sealed = SEALING.seal(new Secret(value), OWNER);

        // Then
        assertThat(OPENING.open(sealed, OWNER).reveal()).isEqualTo(value);
    }

    @Test
    void a_large_credential_opens_again() {
        // Given
        Secret large = new Secret("x".repeat(100_000));

        // When / Then
        assertThat(OPENING.open(SEALING.seal(large, OWNER), OWNER)).isEqualTo(large);
    }

    @Test
    void sealing_twice_gives_two_ciphertexts_without_the_credential_in_them() {
        // When
        Sealed one = SEALING.seal(CREDENTIAL, OWNER);
        Sealed other = SEALING.seal(CREDENTIAL, OWNER);

        // Then
        assertThat(one.ciphertext()).isNotEqualTo(other.ciphertext());
        assertThat(one.toString()).doesNotContain(CREDENTIAL.reveal());
        assertThat(new String(Base64.getDecoder().decode(one.ciphertext()), StandardCharsets.ISO_8859_1))
                .doesNotContain(CREDENTIAL.reveal());
    }

    @Test
    void the_key_is_named_as_the_keyset_names_it() {
        assertThat(PAIR.sealing())
                .contains("\"primaryKeyId\":" + SEALING.seal(CREDENTIAL, OWNER).keyId());
    }

    @ParameterizedTest
    @CsvSource({"2, greenhouse:HWUTwvyx2wLo", "1, greenhouse:HWUTwvyx2wLp", "1, ''", "11, greenhouse:HWUTwvyx2wLo"})
    void a_row_copied_to_another_tenant_or_integration_does_not_open(long tenant, String integration) {
        // Given
        Sealed sealed = SEALING.seal(CREDENTIAL, OWNER);
        IntegrationRef other = new IntegrationRef(new TenantId(tenant), integration);

        // When / Then
        assertThatThrownBy(() -> OPENING.open(sealed, other)).isInstanceOf(CannotOpenException.class);
    }

    @Test
    void two_owners_are_never_the_same_to_the_seal() {
        assertThat(SealContext.of(new IntegrationRef(new TenantId(1), "2 a")))
                .isNotEqualTo(SealContext.of(new IntegrationRef(new TenantId(12), "a")))
                .isNotEqualTo(SealContext.of(new IntegrationRef(new TenantId(1), "2a")));
    }

    @Test
    void keys_of_another_pair_do_not_open_it_and_the_key_that_would_is_named() {
        // Given
        OpeningKeys stranger = OpeningKeys.parse(KeyPair.generate().opening());
        Sealed sealed = SEALING.seal(CREDENTIAL, OWNER);

        // When / Then
        assertThatThrownBy(() -> stranger.open(sealed, OWNER))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("key " + sealed.keyId() + " ")
                .hasMessageNotContaining(sealed.ciphertext())
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "====", "😀"})
    void a_ciphertext_that_is_none_does_not_open(String ciphertext) {
        assertThatThrownBy(() -> OPENING.open(new Sealed(42, ciphertext), OWNER))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("key 42 ");
    }

    @Test
    void a_ciphertext_with_any_byte_changed_does_not_open() {
        // Given
        Sealed sealed = SEALING.seal(CREDENTIAL, OWNER);
        byte[] whole = sealed.bytes();

        // When / Then
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> OPENING.open(Sealed.of(sealed.keyId(), changed), OWNER))
                    .isInstanceOf(CannotOpenException.class);
        }
    }

    @Test
    void after_a_key_was_added_the_keyset_opens_what_either_key_sealed() throws GeneralSecurityException {
        // Given
        KeyPair added = KeyPair.generate();
        OpeningKeys both = OpeningKeys.parse(joined(PAIR.opening(), added.opening()));

        // When
        Sealed before = SEALING.seal(CREDENTIAL, OWNER);
        Sealed after = SealingKeys.parse(added.sealing()).seal(CREDENTIAL, OWNER);

        // Then
        assertThat(before.keyId()).isNotEqualTo(after.keyId());
        assertThat(both.open(before, OWNER)).isEqualTo(CREDENTIAL);
        assertThat(both.open(after, OWNER)).isEqualTo(CREDENTIAL);
    }

    private static Secret joined(Secret older, Secret newer) throws GeneralSecurityException {
        KeysetHandle keys = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(only(older).getKey())
                        .withFixedId(only(older).getId()))
                .addEntry(KeysetHandle.importKey(only(newer).getKey())
                        .withFixedId(only(newer).getId())
                        .makePrimary())
                .build();
        return new Secret(TinkJsonProtoKeysetFormat.serializeKeyset(
                keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle.Entry only(Secret keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                        keyset.reveal(), RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
                .getPrimary();
    }
}
