package dev.passback.db.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks an xz-compressed tar archive of folders, files and symbolic links. Sets the rights whatever the umask says:
 * the programs may run with the rights of another user than this one.
 */
final class TarXz {

    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("rw-r--r--");
    private static final int OWNER_MAY_RUN = 0100;

    private final Path target;

    private TarXz(Path target) {
        this.target = target;
    }

    static void unpack(InputStream archive, Path target) throws IOException {
        Files.setPosixFilePermissions(target, OPEN);
        TarXz unpacking = new TarXz(target);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpacking.write(tar, entry);
            }
        }
    }

    private void write(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path path = inside(entry.getName());
        if (entry.isDirectory()) {
            createFolders(path);
            return;
        }
        createFolders(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Path aim = inside(
                    target.relativize(path.resolveSibling(entry.getLinkName())).toString());
            Files.createSymbolicLink(path, path.resolveSibling(".").normalize().relativize(aim));
        } else {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, (entry.getMode() & OWNER_MAY_RUN) != 0 ? OPEN : READ_ONLY);
            synchronise(path);
        }
    }

    private Path inside(String name) throws IOException {
        Path path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive has an entry outside its folder: " + name);
        }
        return path;
    }

    private void createFolders(Path folder) throws IOException {
        Path step = target;
        for (Path name : target.relativize(folder.normalize())) {
            step = step.resolve(name);
            if (!Files.isDirectory(step)) {
                Files.createDirectory(step);
                Files.setPosixFilePermissions(step, OPEN);
            }
        }
    }

    // so that no power cut leaves a folder that looks complete over files that are empty
    private static void synchronise(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
