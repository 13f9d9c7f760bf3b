package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.credential.Keyset;
import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.Secret;
import dev.passback.gateway.credential.CabinetKeyService;
import dev.passback.gateway.credential.KeyService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a node gets its opening keys from. */
class ConfigKeysTest {

    @TempDir
    private Path folder = Path.of("");

    private GoodSettings settings;

    @BeforeEach
    void good_settings() throws IOException {
        settings = GoodSettings.in(folder);
    }

    @Test
    void a_gateway_without_its_private_key_does_not_start_and_says_how_to_make_one() {
        // Given
        settings.remove("PASSBACK_OPENING_KEYS_FILE");
        // Then
        assertThatThrownBy(settings::read)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PASSBACK_OPENING_KEYS_FILE is not set; ./passback secrets init");
    }

    @Test
    void the_public_key_in_place_of_the_private_one_is_noticed() {
        // Given
        settings.put("PASSBACK_OPENING_KEYS_FILE", settings.get("PASSBACK_SEALING_KEYS_FILE"));
        // Then
        assertThatThrownBy(settings::read)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PASSBACK_OPENING_KEYS_FILE is wrong: not a private keyset");
    }

    @Test
    void opening_keys_may_stand_in_a_variable_or_be_printed_by_a_command() throws IOException {
        // Given
        String file = settings.remove("PASSBACK_OPENING_KEYS_FILE");
        String keys = Files.readString(Path.of(file));
        // When
        settings.put("PASSBACK_OPENING_KEYS", keys);
        OpeningKeys given = settings.read().keys().opening().orElseThrow().atStart();
        settings.remove("PASSBACK_OPENING_KEYS");
        settings.put("PASSBACK_OPENING_KEYS_COMMAND", "cat '" + file + "'");
        OpeningKeys printed = settings.read().keys().opening().orElseThrow().atStart();
        // Then
        assertThat(given.ids()).isEqualTo(OpeningKeys.parse(new Secret(keys)).ids());
        assertThat(printed.ids()).isEqualTo(given.ids());
    }

    @Test
    void two_sources_of_opening_keys_are_one_too_many() {
        // Given
        settings.put("PASSBACK_OPENING_KEYS_COMMAND", "cat s3cret");
        // Then
        assertThatThrownBy(settings::read)
                .hasMessageContaining("PASSBACK_OPENING_KEYS_FILE and PASSBACK_OPENING_KEYS_COMMAND are set")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_command_that_fails_is_named_with_its_exit_code() {
        // Given
        settings.remove("PASSBACK_OPENING_KEYS_FILE");
        settings.put("PASSBACK_OPENING_KEYS_COMMAND", "sh -c 'echo s3cret; exit 3'");
        // Then
        assertThatThrownBy(settings::read)
                .hasMessageContaining("PASSBACK_OPENING_KEYS_COMMAND is wrong: the command failed with exit code 3")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void keys_that_a_key_service_encrypted_are_decrypted_by_it() throws IOException {
        // Given
        Keyset keys = Keyset.generate();
        String encrypted = keys.opening(KeyService.key(CabinetKeyService.KEY)).reveal();
        settings.putFile("PASSBACK_OPENING_KEYS_FILE", "encrypted", encrypted);
        settings.put("PASSBACK_OPENING_KEYS_KMS_URI", CabinetKeyService.KEY);
        // When
        OpeningKeys opening = settings.read().keys().opening().orElseThrow().atStart();
        // Then
        assertThat(opening.ids()).isEqualTo(keys.ids());
    }

    @Test
    void a_key_service_that_nothing_knows_says_what_is_missing() {
        // Given
        settings.put("PASSBACK_OPENING_KEYS_KMS_URI", "aws-kms://arn:s3cret");
        // Then
        assertThatThrownBy(settings::read)
                .hasMessageContaining("nothing on the class path knows key services of this kind")
                .hasMessageContaining("tink-awskms")
                .hasMessageNotContaining("s3cret");
    }
}
