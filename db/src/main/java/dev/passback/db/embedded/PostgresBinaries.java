package dev.passback.db.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * PostgreSQL's programs, unpacked once from the jar on the class path.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path folder) {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String UNFINISHED = ".unpacking-";

    /**
     * Unpacks below {@code parent}, in a folder named by the archive's digest, unless that is there already. Takes about
     * two seconds the first time. Programs that do this at the same time, or are killed in the middle, do no harm: the
     * folder appears complete, by a rename.
     *
     * @throws EmbeddedPostgresException if there is no PostgreSQL for this platform, or no room for it
     */
    public static PostgresBinaries unpackedIn(Path parent) {
        requireLinuxOnX86();
        try {
            Path place = Files.createDirectories(parent).toRealPath();
            Path folder = place.resolve("postgres-" + digest());
            if (!Files.exists(folder)) {
                deleteAbandoned(place);
                unpack(place, folder);
            }
            return new PostgresBinaries(folder);
        } catch (IOException broken) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL could not be unpacked into " + parent + ": " + broken, broken);
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static void requireLinuxOnX86() {
        String system = System.getProperty("os.name", "");
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean known = system.equals("Linux") && (processor.equals("amd64") || processor.equals("x86_64"));
        if (!known || PostgresBinaries.class.getResource(ARCHIVE) == null) {
            throw new EmbeddedPostgresException(
                    "the embedded PostgreSQL runs on Linux with an x86_64 processor only (here: "
                            + system + ", " + processor
                            + "): start a PostgreSQL of your own and name it in PASSBACK_DATABASE_URL,"
                            + " as in postgresql://user:password@localhost:5432/passback");
        }
    }

    private static void unpack(Path place, Path folder) throws IOException {
        Path unfinished = Files.createTempDirectory(place, UNFINISHED);
        try {
            try (InputStream archive = open()) {
                TarXz.unpack(archive, unfinished);
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            FileTree.delete(unfinished);
            // a rename onto a folder that is not empty fails: another program was faster, and its copy is as good
            if (!Files.exists(folder)) {
                throw failed;
            }
        }
    }

    // What a killed program left; what is younger may still be in work.
    private static void deleteAbandoned(Path place) throws IOException {
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(place, UNFINISHED + "*")) {
            for (Path folder : unfinished) {
                deleteOlder(folder, longAgo);
            }
        }
    }

    private static void deleteOlder(Path folder, FileTime than) throws IOException {
        try {
            if (Files.getLastModifiedTime(folder).compareTo(than) < 0) {
                FileTree.delete(folder);
            }
        } catch (NoSuchFileException gone) {
            // another program deletes it too, and is further with it
        }
    }

    private static String digest() throws IOException {
        try (DigestInputStream archive = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            archive.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(archive.getMessageDigest().digest(), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InputStream open() throws IOException {
        InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new IOException(ARCHIVE + " is not on the class path");
        }
        return archive;
    }
}
