package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.adminui.staff.provider.GroupRoles;
import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.core.credential.KeyPair;
import dev.passback.core.credential.Keyset;
import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.Secret;
import dev.passback.gateway.Config.Role;
import dev.passback.gateway.credential.CabinetKeyService;
import dev.passback.gateway.credential.KeyService;
import dev.passback.gateway.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static final String DATABASE = "postgresql://passback:s3cret@db.example:5433/passback";

    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void good_settings() throws IOException {
        KeyPair pair = KeyPair.generate();
        Path sealing = Files.writeString(folder.resolve("sealing"), pair.sealing());
        Path opening =
                Files.writeString(folder.resolve("opening"), pair.opening().reveal());
        variables.put("PASSBACK_DATABASE_URL", DATABASE);
        variables.put("PASSBACK_SEALING_KEYS_FILE", sealing.toString());
        variables.put("PASSBACK_OPENING_KEYS_FILE", opening.toString());
    }

    @Test
    void a_database_and_the_keys_are_enough() {
        // When
        Config config = read();
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
        variables.put("PASSBACK_ROLES", "UI");
        // When
        Config config = read();
        // Then
        assertThat(config.roles()).containsExactly(Role.UI);
        assertThat(config.keys().opening()).isEmpty();
    }

    @Test
    void a_gateway_without_its_private_key_does_not_start_and_says_how_to_make_one() {
        // Given
        variables.remove("PASSBACK_OPENING_KEYS_FILE");
        // Then
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PASSBACK_OPENING_KEYS_FILE is not set; ./passback secrets init");
    }

    @Test
    void the_public_key_in_place_of_the_private_one_is_noticed() {
        // Given
        variables.put("PASSBACK_OPENING_KEYS_FILE", variables.get("PASSBACK_SEALING_KEYS_FILE"));
        // Then
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PASSBACK_OPENING_KEYS_FILE is wrong: not a private keyset");
    }

    @Test
    void opening_keys_may_stand_in_a_variable_or_be_printed_by_a_command() throws IOException {
        // Given
        String file = String.valueOf(variables.remove("PASSBACK_OPENING_KEYS_FILE"));
        String keys = Files.readString(Path.of(file));
        // When
        variables.put("PASSBACK_OPENING_KEYS", keys);
        OpeningKeys given = read().keys().opening().orElseThrow().atStart();
        variables.remove("PASSBACK_OPENING_KEYS");
        variables.put("PASSBACK_OPENING_KEYS_COMMAND", "cat '" + file + "'");
        OpeningKeys printed = read().keys().opening().orElseThrow().atStart();
        // Then
        assertThat(given.ids()).isEqualTo(OpeningKeys.parse(new Secret(keys)).ids());
        assertThat(printed.ids()).isEqualTo(given.ids());
    }

    @Test
    void two_sources_of_opening_keys_are_one_too_many() {
        // Given
        variables.put("PASSBACK_OPENING_KEYS_COMMAND", "cat s3cret");
        // Then
        assertThatThrownBy(this::read)
                .hasMessageContaining("PASSBACK_OPENING_KEYS_FILE and PASSBACK_OPENING_KEYS_COMMAND are set")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_command_that_fails_is_named_with_its_exit_code() {
        // Given
        variables.remove("PASSBACK_OPENING_KEYS_FILE");
        variables.put("PASSBACK_OPENING_KEYS_COMMAND", "sh -c 'echo s3cret; exit 3'");
        // Then
        assertThatThrownBy(this::read)
                .hasMessageContaining("PASSBACK_OPENING_KEYS_COMMAND is wrong: the command failed with exit code 3")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void keys_that_a_key_service_encrypted_are_decrypted_by_it() throws IOException {
        // Given
        Keyset keys = Keyset.generate();
        String encrypted = keys.opening(KeyService.key(CabinetKeyService.KEY)).reveal();
        variables.put(
                "PASSBACK_OPENING_KEYS_FILE",
                Files.writeString(folder.resolve("encrypted"), encrypted).toString());
        variables.put("PASSBACK_OPENING_KEYS_KMS_URI", CabinetKeyService.KEY);
        // When
        OpeningKeys opening = read().keys().opening().orElseThrow().atStart();
        // Then
        assertThat(opening.ids()).isEqualTo(keys.ids());
    }

    @Test
    void a_key_service_that_nothing_knows_says_what_is_missing() {
        // Given
        variables.put("PASSBACK_OPENING_KEYS_KMS_URI", "aws-kms://arn:s3cret");
        // Then
        assertThatThrownBy(this::read)
                .hasMessageContaining("nothing on the class path knows key services of this kind")
                .hasMessageContaining("tink-awskms")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void pages_may_have_a_database_role_of_their_own() {
        // Given
        variables.put("PASSBACK_UI_DATABASE_URL", "postgresql://pages:s3cret@db.example/passback");
        // When
        Config config = read();
        // Then
        assertThat(config.uiDatabase().orElseThrow().user()).isEqualTo("pages");
        assertThat(config.database().user()).isEqualTo("passback");
    }

    @Test
    void every_wrong_setting_is_named_at_once_and_no_value_with_it() throws IOException {
        // Given
        Path noKeys = Files.writeString(folder.resolve("none"), "s3cret keys");
        variables.put("PASSBACK_DATABASE_URL", "mysql://passback:s3cret@db/passback");
        variables.put("PASSBACK_SEALING_KEYS_FILE", noKeys.toString());
        variables.put("PASSBACK_OPENING_KEYS_FILE", noKeys.toString());
        variables.put("PASSBACK_API_PORT", "s3cret");
        variables.put("PASSBACK_UI_PORT", "70000");
        variables.put("PASSBACK_OPS_PORT", "-1");
        variables.put("PASSBACK_SECURE_COOKIES", "s3cret");
        variables.put("PASSBACK_PUBLIC_API_URL", "s3cret url");
        // Then
        assertThatThrownBy(this::read)
                .hasMessageStartingWith("8 settings are wrong:")
                .hasMessageContainingAll(variables.keySet().toArray(String[]::new))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void the_public_address_of_the_api_must_be_an_absolute_one() {
        // Given
        variables.put("PASSBACK_PUBLIC_API_URL", "api.example/v1");
        // Then
        assertThatThrownBy(this::read).hasMessageContaining("PASSBACK_PUBLIC_API_URL");
    }

    @Test
    void tls_takes_a_certificate_and_its_key_and_makes_cookies_secure() throws IOException {
        // Given
        Certificates.Pair pair = Certificates.in(folder).issue("own", "dns:passback.example");
        variables.put(
                "PASSBACK_TLS_CERT_FILE",
                Files.writeString(folder.resolve("crt"), pair.certificate()).toString());
        variables.put(
                "PASSBACK_TLS_KEY_FILE",
                Files.writeString(folder.resolve("key"), pair.key()).toString());
        // When
        Config config = read();
        // Then
        assertThat(config.listening().entrance().tls()).isPresent();
        assertThat(config.listening().secureCookies()).isTrue();
        assertThat(config.listening().publicApi()).hasToString("https://127.0.0.1:8080/v1");
    }

    @Test
    void a_certificate_without_its_key_does_not_start() {
        // Given
        variables.put("PASSBACK_TLS_CERT_FILE", folder.resolve("crt").toString());
        // Then
        assertThatThrownBy(this::read).hasMessageContaining("PASSBACK_TLS_KEY_FILE is not set; TLS needs both files");
    }

    @Test
    void wrong_files_and_wrong_proxies_are_named_at_once() throws IOException {
        // Given
        Path wrong = Files.writeString(folder.resolve("wrong"), "s3cret");
        variables.put("PASSBACK_TLS_CERT_FILE", wrong.toString());
        variables.put("PASSBACK_TLS_KEY_FILE", folder.resolve("absent").toString());
        variables.put("PASSBACK_TRUSTED_PROXIES", "10.0.0.1/8");
        variables.put("PASSBACK_UPSTREAM_CA_FILE", wrong.toString());
        // Then
        assertThatThrownBy(this::read)
                .hasMessageContainingAll(
                        "PASSBACK_TLS_CERT_FILE is wrong: holds no certificate",
                        "PASSBACK_TRUSTED_PROXIES is wrong: a range begins with its first address",
                        "PASSBACK_UPSTREAM_CA_FILE is wrong: holds no certificate")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void without_a_provider_people_sign_in_with_passwords() {
        assertThat(read().provider()).isEmpty();
    }

    @Test
    void a_provider_is_read_whole() throws IOException {
        // Given
        provider();
        // When
        ProviderSettings provider = read().provider().orElseThrow();
        // Then
        assertThat(provider.issuer()).hasToString("https://id.example/realms/staff");
        assertThat(provider.clientSecret().reveal()).isEqualTo("s3cret");
        assertThat(provider.groupsClaim()).isEqualTo("groups");
        assertThat(provider.allTenants()).isTrue();
        assertThat(provider.roles()).isEqualTo(GroupRoles.parse("support=passback-support,viewer=*"));
        assertThat(read().toString()).doesNotContain("s3cret");
    }

    @Test
    void half_a_provider_stops_the_start_and_every_setting_that_lacks_is_named() {
        // Given
        variables.put("PASSBACK_OIDC_TENANTS", "none");
        // Then
        assertThatThrownBy(this::read)
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
        variables.put("PASSBACK_OIDC_ISSUER", "http://id.example/realms/staff");
        variables.put("PASSBACK_OIDC_ROLES", "owner=everybody");
        variables.put("PASSBACK_OIDC_TENANTS", "some");
        // Then
        assertThatThrownBy(this::read)
                .hasMessageStartingWith("3 settings are wrong:")
                .hasMessageContainingAll(
                        "PASSBACK_OIDC_ISSUER is wrong: must begin with https://",
                        "PASSBACK_OIDC_ROLES is wrong: must be role=group",
                        "PASSBACK_OIDC_TENANTS is wrong: must be all or none");
    }

    @Test
    void a_node_without_pages_needs_no_provider() {
        // Given
        variables.put("PASSBACK_ROLES", "gateway");
        variables.put("PASSBACK_OIDC_ISSUER", "https://id.example");
        // When // Then
        assertThat(read().provider()).isEmpty();
    }

    private void provider() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        variables.put("PASSBACK_OIDC_ISSUER", "https://id.example/realms/staff/");
        variables.put("PASSBACK_OIDC_CLIENT_ID", "passback");
        variables.put("PASSBACK_OIDC_CLIENT_SECRET_FILE", secret.toString());
        variables.put("PASSBACK_OIDC_ROLES", "support=passback-support,viewer=*");
        variables.put("PASSBACK_PUBLIC_UI_URL", "https://passback.example");
    }

    @Test
    void what_is_printed_of_a_config_holds_no_password() {
        assertThat(read().toString()).doesNotContain("s3cret");
    }

    private Config read() {
        return Config.read(new Environment(variables));
    }
}
