package dev.passback.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.passback.core.credential.OpeningKeys.CannotOpenException;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A keyset gets another key, seals with it, loses the old one: step by step, and what opens at each. */
class RotationTest {

    private static final IntegrationRef OWNER = new IntegrationRef(new TenantId(1), "greenhouse:one");
    private static final Secret CREDENTIAL = new Secret("ks_prod_0123456789abcdef");

    private final Keyset old = Keyset.generate();
    private final Keyset added = old.withNewKey();
    private final long newId = added.ids().stream()
            .filter(id -> !old.ids().contains(id))
            .findFirst()
            .orElseThrow();

    @Test
    void a_key_that_is_added_opens_before_anything_is_sealed_with_it() {
        // Given
        Sealed byOld = sealing(added).seal(CREDENTIAL, OWNER);
        Sealed byNew = sealing(added.withPrimary(newId)).seal(CREDENTIAL, OWNER);
        // When
        OpeningKeys opening = OpeningKeys.parse(added.opening());
        // Then
        assertThat(added.primary()).isEqualTo(old.primary()).isEqualTo(byOld.keyId());
        assertThat(byNew.keyId()).isEqualTo(newId);
        assertThat(opening.ids()).containsExactlyInAnyOrder(old.primary(), newId);
        assertThat(opening.open(byOld, OWNER)).isEqualTo(CREDENTIAL);
        assertThat(opening.open(byNew, OWNER)).isEqualTo(CREDENTIAL);
    }

    @Test
    void keys_that_are_not_kept_open_nothing_more_and_the_primary_one_always_stays() {
        // Given
        Sealed byOld = sealing(old).seal(CREDENTIAL, OWNER);
        // When
        Keyset retired = added.withPrimary(newId).keeping(Set.of());
        // Then
        assertThat(retired.ids()).containsExactly(newId);
        assertThatThrownBy(() -> OpeningKeys.of(retired).open(byOld, OWNER))
                .isInstanceOf(CannotOpenException.class)
                .hasMessage("the credential was sealed with key " + old.primary()
                        + " that the opening keys lack; they are [" + newId + "]");
    }

    @Test
    void whoever_seals_goes_on_with_the_new_key_when_told() {
        // Given
        SealingKeys sealing = sealing(old);
        // When
        sealing.renew(added.withPrimary(newId).sealing());
        // Then
        assertThat(sealing.keyId()).isEqualTo(newId);
        assertThat(sealing.seal(CREDENTIAL, OWNER).keyId()).isEqualTo(newId);
    }

    @Test
    void whoever_seals_keeps_its_key_when_it_is_told_nonsense() {
        // Given
        SealingKeys sealing = sealing(old);
        // When
        assertThatThrownBy(() -> sealing.renew("{}")).isInstanceOf(IllegalArgumentException.class);
        // Then
        assertThat(sealing.keyId()).isEqualTo(old.primary());
    }

    @Test
    void what_was_sealed_with_a_key_that_is_there_and_does_not_open_is_told_apart() {
        // Given
        Sealed sealed = sealing(old).seal(CREDENTIAL, OWNER);
        IntegrationRef other = new IntegrationRef(new TenantId(2), "greenhouse:one");
        // When // Then
        assertThatThrownBy(() -> OpeningKeys.of(old).open(sealed, other))
                .hasMessageContaining("key " + old.primary() + " that is there")
                .hasMessageContaining("another integration, or it was altered");
    }

    @Test
    void a_keyset_may_be_wrapped_and_only_its_wrapping_key_unwraps_it() throws GeneralSecurityException {
        // Given
        Aead wrapping = wrappingKey();
        Secret wrapped = old.opening(wrapping);
        // When
        OpeningKeys opening = OpeningKeys.parse(wrapped, wrapping);
        // Then
        assertThat(opening.ids()).isEqualTo(old.ids());
        assertThat(wrapped.reveal()).contains("encryptedKeyset");
        Aead another = wrappingKey();
        assertThatThrownBy(() -> OpeningKeys.parse(wrapped, another)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OpeningKeys.parse(wrapped)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SealingKeys sealing(Keyset keys) {
        return SealingKeys.parse(keys.sealing());
    }

    private static Aead wrappingKey() throws GeneralSecurityException {
        AeadConfig.register();
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }
}
