package dev.passback.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of a cluster: made once at random, kept in a file that only its owner reads. */
final class Password {

    private static final int BYTES = 16;

    private Password() {}

    /** The kept one, or a new one where there is no cluster yet that could know another. */
    static String of(Home home) {
        try {
            if (Files.exists(home.password())) {
                return Files.readString(home.password()).strip();
            }
            if (Files.exists(home.data())) {
                throw new EmbeddedPostgresException("the database in " + home.data()
                        + " is there, but its password is not: put " + home.password()
                        + " back, or choose another data folder");
            }
            return create(home);
        } catch (IOException denied) {
            throw new EmbeddedPostgresException("the password file " + home.password() + " cannot be used", denied);
        }
    }

    private static String create(Home home) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path draft = home.folder().resolve("password.new");
        Files.deleteIfExists(draft);
        // never readable by others, not even for a moment
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, password + "\n", StandardOpenOption.SYNC);
        Files.move(draft, home.password(), StandardCopyOption.ATOMIC_MOVE);
        return password;
    }
}
