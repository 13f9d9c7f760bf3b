package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.gateway.Config.Role;
import dev.passback.gateway.settings.Manual;
import dev.passback.gateway.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    @TempDir
    private Path folder = Path.of("");

    private GoodSettings settings;

    @BeforeEach
    void good_settings() throws IOException {
        settings = GoodSettings.in(folder);
    }

    @Test
    void a_database_and_the_keys_are_enough() {
        // When
        Config config = settings.read();
        // Then
        assertThat(config.roles()).containsExactlyInAnyOrder(Role.GATEWAY, Role.UI);
        assertThat(config.listening().ports()).isEqualTo(new Config.Ports(8080, 8081, 9090));
        assertThat(config.listening().publicApi()).hasToString("http://127.0.0.1:8080/v1");
        assertThat(config.database().host()).isEqualTo("db.example");
        assertThat(config.keys().opening()).isPresent();
        assertThat(config.sealing()).isPresent();
        assertThat(config.uiDatabase()).isEmpty();
        assertThat(config.upstreams().allowedPrivateHosts()).isEmpty();
    }

    @Test
    void pages_alone_need_no_private_key_and_do_not_read_it() {
        // Given
        settings.put("PASSBACK_ROLES", "UI");
        // When
        Config config = settings.read();
        // Then
        assertThat(config.roles()).containsExactly(Role.UI);
        assertThat(config.keys().opening()).isEmpty();
    }

    @Test
    void pages_may_have_a_database_role_of_their_own() {
        // Given
        settings.put("PASSBACK_UI_DATABASE_URL", "postgresql://pages:s3cret@db.example/passback");
        // When
        Config config = settings.read();
        // Then
        assertThat(config.uiDatabase().orElseThrow().user()).isEqualTo("pages");
        assertThat(config.database().user()).isEqualTo("passback");
    }

    @Test
    void what_the_manual_says_is_so_without_a_setting_is_so() throws IOException {
        // Given
        Config without = settings.read();
        Manual.current().settings().stream()
                .filter(setting ->
                        !setting.standard().isEmpty() && !setting.name().startsWith("PASSBACK_OIDC_"))
                .forEach(setting -> settings.put(setting.name(), setting.standard()));
        // When
        Config with = settings.read();
        // Then
        assertThat(with.roles()).isEqualTo(without.roles());
        assertThat(with.listening()).isEqualTo(without.listening());
        assertThat(with.stop()).isEqualTo(without.stop());
    }

    @Test
    void a_name_that_is_no_settings_is_wrong_too() {
        // Given
        settings.put("PASSBACK_API_PROT", "8080");
        settings.put("PASSBACK_UI_PORT", "x");
        // Then
        assertThatThrownBy(settings::read)
                .hasMessageContaining("PASSBACK_API_PROT is no setting; did you mean PASSBACK_API_PORT?")
                .hasMessageContaining("PASSBACK_UI_PORT is wrong");
    }

    @Test
    void every_wrong_setting_is_named_at_once_and_no_value_with_it() throws IOException {
        // Given
        Path noKeys = Files.writeString(folder.resolve("none"), "s3cret keys");
        settings.put("PASSBACK_DATABASE_URL", "mysql://passback:s3cret@db/passback");
        settings.put("PASSBACK_SEALING_KEYS_FILE", noKeys.toString());
        settings.put("PASSBACK_OPENING_KEYS_FILE", noKeys.toString());
        settings.put("PASSBACK_API_PORT", "s3cret");
        settings.put("PASSBACK_UI_PORT", "70000");
        settings.put("PASSBACK_OPS_PORT", "-1");
        settings.put("PASSBACK_SECURE_COOKIES", "s3cret");
        settings.put("PASSBACK_PUBLIC_API_URL", "s3cret url");
        // Then
        assertThatThrownBy(settings::read)
                .hasMessageStartingWith("8 settings are wrong:")
                .hasMessageContainingAll(settings.names())
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void the_public_address_of_the_api_must_be_an_absolute_one() {
        // Given
        settings.put("PASSBACK_PUBLIC_API_URL", "api.example/v1");
        // Then
        assertThatThrownBy(settings::read).hasMessageContaining("PASSBACK_PUBLIC_API_URL");
    }

    @Test
    void tls_takes_a_certificate_and_its_key_and_makes_cookies_secure() throws IOException {
        // Given
        Certificates.Pair pair = Certificates.in(folder).issue("own", "dns:passback.example");
        settings.putFile("PASSBACK_TLS_CERT_FILE", "crt", pair.certificate());
        settings.putFile("PASSBACK_TLS_KEY_FILE", "key", pair.key());
        // When
        Config config = settings.read();
        // Then
        assertThat(config.listening().entrance().tls()).isPresent();
        assertThat(config.listening().secureCookies()).isTrue();
        assertThat(config.listening().publicApi()).hasToString("https://127.0.0.1:8080/v1");
    }

    @Test
    void a_certificate_without_its_key_does_not_start() {
        // Given
        settings.put("PASSBACK_TLS_CERT_FILE", folder.resolve("crt").toString());
        // Then
        assertThatThrownBy(settings::read)
                .hasMessageContaining("PASSBACK_TLS_KEY_FILE is not set; TLS needs both files");
    }

    @Test
    void wrong_files_and_wrong_proxies_are_named_at_once() throws IOException {
        // Given
        Path wrong = Files.writeString(folder.resolve("wrong"), "s3cret");
        settings.put("PASSBACK_TLS_CERT_FILE", wrong.toString());
        settings.put("PASSBACK_TLS_KEY_FILE", folder.resolve("absent").toString());
        settings.put("PASSBACK_TRUSTED_PROXIES", "10.0.0.1/8");
        settings.put("PASSBACK_UPSTREAM_CA_FILE", wrong.toString());
        // Then
        assertThatThrownBy(settings::read)
                .hasMessageContainingAll(
                        "PASSBACK_TLS_CERT_FILE is wrong: holds no certificate",
                        "PASSBACK_TRUSTED_PROXIES is wrong: a range begins with its first address",
                        "PASSBACK_UPSTREAM_CA_FILE is wrong: holds no certificate")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void what_is_printed_of_a_config_holds_no_password() {
        assertThat(settings.read().toString()).doesNotContain("s3cret");
    }
}
