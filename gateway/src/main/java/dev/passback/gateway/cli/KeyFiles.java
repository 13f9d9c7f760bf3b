package dev.passback.gateway.cli;

import com.google.crypto.tink.Aead;
import dev.passback.core.credential.Keyset;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.gateway.credential.KeyService;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The two files with keys. Each is replaced as a whole: whoever reads one meanwhile has the old or the new one, and it keeps its owner,
 * group and mode.
 *
 * @param keyService the address of the key that the private one is encrypted with, where it is
 */
record KeyFiles(Path sealing, Path opening, Optional<String> keyService) {

    /** Makes both; fails if one of them is there. */
    void create(Keyset keys) {
        if (Files.exists(sealing)) {
            throw new CommandFailure(sealing + " exists already and is not overwritten");
        }
        create(opening, text(keys), "rw-------");
        create(sealing, keys.sealing(), "rw-r--r--");
    }

    private static void create(Path file, String content, String permissions) {
        try {
            var attributes = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
            Files.createFile(file, attributes);
            Files.writeString(file, content, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException there) {
            throw new CommandFailure(file + " exists already and is not overwritten");
        } catch (IOException unwritable) {
            throw new CommandFailure(file + " cannot be written: " + unwritable.getMessage());
        }
    }

    /** The private keys, all of them. */
    Keyset keys() {
        try {
            Secret text = new Secret(Files.readString(opening));
            return keyService.isEmpty() ? Keyset.parse(text) : Keyset.parse(text, wrapping());
        } catch (IOException unreadable) {
            throw new CommandFailure(opening + " cannot be read");
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(opening + ": " + wrong.getMessage());
        }
    }

    SealingKeys sealingKeys() {
        try {
            return SealingKeys.parse(Files.readString(sealing));
        } catch (IOException unreadable) {
            throw new CommandFailure(sealing + " cannot be read");
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(sealing + ": " + wrong.getMessage());
        }
    }

    void replaceOpening(Keyset keys) {
        replace(opening, text(keys));
    }

    void replaceSealing(Keyset keys) {
        replace(sealing, keys.sealing());
    }

    private String text(Keyset keys) {
        return (keyService.isEmpty() ? keys.opening() : keys.opening(wrapping())).reveal();
    }

    private Aead wrapping() {
        try {
            return KeyService.key(keyService.orElseThrow());
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure(String.valueOf(unknown.getMessage()));
        }
    }

    private static void replace(Path link, String content) {
        try {
            Path file = link.toRealPath();
            Path fresh = Files.createTempFile(
                    file.getParent(),
                    "." + file.getFileName(),
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                write(fresh, content);
                likeThatOf(file, fresh);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            throw new CommandFailure(link + " cannot be replaced: " + unwritable.getMessage());
        }
    }

    /** On the disk before it takes the old one's place: a key that was used must not be lost. */
    private static void write(Path fresh, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(content));
            channel.force(true);
        }
    }

    private static void likeThatOf(Path file, Path fresh) throws IOException {
        PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (!view.readAttributes().owner().equals(before.owner())) {
            view.setOwner(before.owner());
        }
        if (!view.readAttributes().group().equals(before.group())) {
            view.setGroup(before.group());
        }
        view.setPermissions(before.permissions());
    }
}
