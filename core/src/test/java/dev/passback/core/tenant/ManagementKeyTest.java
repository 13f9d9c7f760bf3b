package dev.passback.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManagementKeyTest {

    private final ManagementKey key = ManagementKey.generate();

    @Test
    void a_key_is_read_back_from_its_text() {
        // When // Then
        assertThat(ManagementKey.parse(key.text().reveal())).contains(key);
        assertThat(key.text().reveal()).matches("pbm_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");
    }

    @Test
    void a_tenants_key_is_none() {
        // When // Then
        assertThat(ManagementKey.parse(TenantKey.generate().text().reveal())).isEmpty();
        assertThat(TenantKey.parse(key.text().reveal())).isEmpty();
    }

    @Test
    void only_its_own_hash_is_its() {
        // When // Then
        assertThat(key.matches(key.hash())).isTrue();
        assertThat(key.matches(ManagementKey.generate().hash())).isFalse();
        assertThat(key.hash()).hasSize(32);
    }

    @Test
    void it_prints_nothing_of_its_secret() {
        // When // Then
        assertThat(key.toString())
                .contains(key.id())
                .doesNotContain(key.secret().reveal());
    }
}
