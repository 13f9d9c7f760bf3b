package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.adminui.staff.provider.GroupRoles;
import dev.passback.adminui.staff.provider.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider at which staff sign in. */
class ConfigProviderTest {

    @TempDir
    private Path folder = Path.of("");

    private GoodSettings settings;

    @BeforeEach
    void good_settings() throws IOException {
        settings = GoodSettings.in(folder);
    }

    @Test
    void without_a_provider_people_sign_in_with_passwords() {
        assertThat(settings.read().provider()).isEmpty();
    }

    @Test
    void a_provider_is_read_whole() throws IOException {
        // Given
        provider();
        // When
        ProviderSettings provider = settings.read().provider().orElseThrow();
        // Then
        assertThat(provider.issuer()).hasToString("https://id.example/realms/staff");
        assertThat(provider.clientSecret().reveal()).isEqualTo("s3cret");
        assertThat(provider.groupsClaim()).isEqualTo("groups");
        assertThat(provider.allTenants()).isTrue();
        assertThat(provider.roles()).isEqualTo(GroupRoles.parse("support=passback-support,viewer=*"));
        assertThat(settings.read().toString()).doesNotContain("s3cret");
    }

    @Test
    void half_a_provider_stops_the_start_and_every_setting_that_lacks_is_named() {
        // Given
        settings.put("PASSBACK_OIDC_TENANTS", "none");
        // Then
        assertThatThrownBy(settings::read)
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "PASSBACK_OIDC_ISSUER is not set",
                        "PASSBACK_OIDC_CLIENT_ID is not set",
                        "PASSBACK_OIDC_CLIENT_SECRET is not set",
                        "PASSBACK_OIDC_ROLES is not set",
                        "PASSBACK_PUBLIC_UI_URL is not set");
    }

    @Test
    void a_provider_that_anybody_could_play_is_refused() throws IOException {
        // Given
        provider();
        settings.put("PASSBACK_OIDC_ISSUER", "http://id.example/realms/staff");
        settings.put("PASSBACK_OIDC_ROLES", "owner=everybody");
        settings.put("PASSBACK_OIDC_TENANTS", "some");
        // Then
        assertThatThrownBy(settings::read)
                .hasMessageStartingWith("3 settings are wrong:")
                .hasMessageContainingAll(
                        "PASSBACK_OIDC_ISSUER is wrong: must begin with https://",
                        "PASSBACK_OIDC_ROLES is wrong: must be role=group",
                        "PASSBACK_OIDC_TENANTS is wrong: must be all or none");
    }

    @Test
    void a_node_without_pages_needs_no_provider() {
        // Given
        settings.put("PASSBACK_ROLES", "gateway");
        settings.put("PASSBACK_OIDC_ISSUER", "https://id.example");
        // When // Then
        assertThat(settings.read().provider()).isEmpty();
    }

    private void provider() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        settings.put("PASSBACK_OIDC_ISSUER", "https://id.example/realms/staff/");
        settings.put("PASSBACK_OIDC_CLIENT_ID", "passback");
        settings.put("PASSBACK_OIDC_CLIENT_SECRET_FILE", secret.toString());
        settings.put("PASSBACK_OIDC_ROLES", "support=passback-support,viewer=*");
        settings.put("PASSBACK_PUBLIC_UI_URL", "https://passback.example");
    }
}
