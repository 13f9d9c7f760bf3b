package dev.passback.gateway.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.credential.KeyPair;
import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.gateway.http.ApiError;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final IntegrationRef ACME = new IntegrationRef(new TenantId(7), "greenhouse:acme");
    private static final Secret CREDENTIAL = new Secret("the API key");

    @Test
    void what_is_sealed_here_opens_with_the_private_keys_for_its_integration() {
        // Given
        KeyPair keys = KeyPair.generate();
        Sealer sealer = new Sealer(() -> Optional.of(SealingKeys.parse(keys.sealing())));
        // When // Then
        assertThat(OpeningKeys.parse(keys.opening()).open(sealer.seal(CREDENTIAL, ACME), ACME))
                .isEqualTo(CREDENTIAL);
    }

    @Test
    void a_node_without_sealing_keys_says_so_and_which_setting_is_missing() {
        // Given
        Sealer sealer = new Sealer(Optional::empty);
        // When // Then
        assertThatThrownBy(() -> sealer.seal(CREDENTIAL, ACME)).isInstanceOfSatisfying(ApiError.class, error -> {
            assertThat(error.status()).isEqualTo(503);
            assertThat(error.getMessage()).contains("PASSBACK_SEALING_KEYS_FILE");
        });
    }
}
