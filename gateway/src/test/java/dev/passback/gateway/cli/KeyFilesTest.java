package dev.passback.gateway.cli;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pair of files, step by step through a rotation. */
class KeyFilesTest {

    @TempDir
    private Path folder = Path.of("");

    private final Keyset old = Keyset.generate();
    private KeyFiles files;

    @BeforeEach
    void make() {
        files = new KeyFiles(folder.resolve("sealing"), folder.resolve("opening"), Optional.empty());
        files.create(old);
    }

    @Test
    void fresh_files_are_for_their_owner_alone_and_never_overwrite_others() throws IOException {
        // Then
        assertThat(mode(files.opening())).isEqualTo("rw-------");
        assertThat(mode(files.sealing())).isEqualTo("rw-r--r--");
        assertThatThrownBy(() -> files.create(Keyset.generate())).hasMessageContaining("exists already");
        assertThat(files.keys().ids()).isEqualTo(old.ids());
    }

    @Test
    void a_replaced_file_keeps_its_mode_and_leaves_nothing_beside_it() throws IOException {
        // Given
        Files.setPosixFilePermissions(files.opening(), PosixFilePermissions.fromString("r--r-----"));
        // When
        files.replaceOpening(old.withNewKey());
        // Then
        assertThat(mode(files.opening())).isEqualTo("r--r-----");
        assertThat(files.keys().ids()).hasSize(2).containsAll(old.ids());
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactlyInAnyOrder(files.opening(), files.sealing());
        }
    }

    @Test
    void a_link_goes_on_pointing_where_it_did() throws IOException {
        // Given
        Path link = Files.createSymbolicLink(folder.resolve("link"), files.opening());
        KeyFiles linked = new KeyFiles(files.sealing(), link, Optional.empty());
        // When
        linked.replaceOpening(old.withNewKey());
        // Then
        assertThat(link).isSymbolicLink();
        assertThat(files.keys().ids()).hasSize(2);
    }

    @Test
    void how_far_a_rotation_is_can_be_seen_from_the_files_alone() {
        // When
        RotatingKeys.read(files).add();
        RotatingKeys interrupted = RotatingKeys.read(files);
        long added = interrupted.waiting().getFirst();
        // Then
        assertThat(files.sealingKeys().keyId()).isEqualTo(old.primary());
        interrupted.use();
        assertThat(files.sealingKeys().keyId()).isEqualTo(added);
        assertThat(RotatingKeys.read(files).waiting()).isEmpty();
        assertThat(RotatingKeys.read(files).inUse().primary()).isEqualTo(added);
        assertThat(files.keys().ids()).containsExactlyInAnyOrder(old.primary(), added);
    }

    @Test
    void a_rotation_that_was_interrupted_between_the_two_files_is_gone_on_with() {
        // Given
        Keyset added = old.withNewKey();
        long newId = added.ids().stream()
                .filter(id -> id != old.primary())
                .findFirst()
                .orElseThrow();
        files.replaceOpening(added.withPrimary(newId));
        // When
        RotatingKeys keys = RotatingKeys.read(files);
        // Then
        assertThat(keys.inUse().primary()).isEqualTo(old.primary());
        assertThat(keys.waiting()).containsExactly(newId);
        keys.use();
        assertThat(files.sealingKeys().keyId()).isEqualTo(newId);
    }

    @Test
    void a_key_is_not_sealed_with_if_somebody_else_took_it_out_of_the_private_file_meanwhile() {
        // Given
        RotatingKeys keys = RotatingKeys.read(files);
        keys.add();
        files.replaceOpening(old);
        // When // Then
        assertThatThrownBy(keys::use).hasMessageContaining("somebody else wrote it");
        assertThat(files.sealingKeys().keyId()).isEqualTo(old.primary());
    }

    @Test
    void keys_that_seal_nothing_are_retired_from_both_files_and_others_stay() {
        // Given
        RotatingKeys keys = RotatingKeys.read(files);
        keys.add();
        keys.use();
        // When
        var whileUsed = keys.retireAllBut(Set.of(old.primary()));
        var afterwards = keys.retireAllBut(Set.of());
        // Then
        assertThat(whileUsed).isEmpty();
        assertThat(afterwards).containsExactly(old.primary());
        assertThat(files.keys().ids()).hasSize(1).doesNotContain(old.primary());
        assertThat(files.sealingKeys().ids()).isEqualTo(files.keys().ids());
    }

    @Test
    void two_files_that_are_no_pair_are_refused_with_the_ids_of_their_keys() {
        // Given
        files.replaceOpening(Keyset.generate());
        // When // Then
        assertThatThrownBy(() -> RotatingKeys.read(files))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("seals with key " + old.primary())
                .hasMessageContaining("no pair");
    }

    @Test
    void private_keys_that_a_key_service_encrypted_stay_so() throws IOException {
        // Given
        KeyFiles encrypted =
                new KeyFiles(folder.resolve("public"), folder.resolve("encrypted"), Optional.of(CabinetKeyService.KEY));
        encrypted.create(old);
        // When
        encrypted.replaceOpening(encrypted.keys().withNewKey());
        // Then
        Secret text = new Secret(Files.readString(encrypted.opening()));
        assertThat(text.reveal()).contains("encryptedKeyset");
        assertThat(OpeningKeys.parse(text, KeyService.key(CabinetKeyService.KEY))
                        .ids())
                .hasSize(2);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
