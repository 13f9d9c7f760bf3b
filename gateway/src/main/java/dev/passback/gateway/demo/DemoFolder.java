package dev.passback.gateway.demo;

import dev.passback.core.credential.KeyPair;
import dev.passback.core.credential.Secret;
import dev.passback.core.tenant.TenantKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** What the demo keeps from one start to the next: the database, and its secrets in a file that only its owner can read. */
final class DemoFolder {

    private final Path folder;

    DemoFolder(Path folder) {
        this.folder = folder;
    }

    Path database() {
        return folder.resolve("postgresql");
    }

    /**
     * The demo's secrets, made at the first start.
     *
     * @param seeded whether the first submissions were sent
     */
    record Secrets(KeyPair keys, TenantKey key, String staffName, Secret staffPassword, boolean seeded) {

        Secrets withHistory() {
            return new Secrets(keys, key, staffName, staffPassword, true);
        }
    }

    Secrets secrets() {
        Path file = file();
        try {
            return Files.exists(file) ? read(new JsonObject(Files.readString(file))) : keep(fresh());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the demo's folder " + folder + " cannot be used", unreadable);
        }
    }

    Secrets keep(Secrets secrets) throws IOException {
        JsonObject json = new JsonObject()
                .put("sealing", secrets.keys.sealing())
                .put("opening", secrets.keys.opening().reveal())
                .put("key", secrets.key.text().reveal())
                .put("staffName", secrets.staffName)
                .put("staffPassword", secrets.staffPassword.reveal())
                .put("seeded", secrets.seeded);
        Files.createDirectories(folder);
        Path written = Files.createTempFile(
                folder,
                "demo",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, json.encodePrettily());
        Files.move(written, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return secrets;
    }

    private Path file() {
        return folder.resolve("demo.json");
    }

    private static Secrets fresh() {
        String password = TenantKey.generate().secret().reveal().substring(0, 16);
        return new Secrets(KeyPair.generate(), TenantKey.generate(), "demo", new Secret(password), false);
    }

    private static Secrets read(JsonObject json) {
        return new Secrets(
                new KeyPair(json.getString("sealing"), new Secret(json.getString("opening"))),
                TenantKey.parse(json.getString("key")).orElseThrow(),
                json.getString("staffName"),
                new Secret(json.getString("staffPassword")),
                json.getBoolean("seeded", false));
    }
}
