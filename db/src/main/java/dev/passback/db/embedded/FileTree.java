package dev.passback.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is done to a folder and all that is in it. Symbolic links are never followed. */
final class FileTree {

    private FileTree() {}

    /** Deletes the folder, if it is there. */
    static void delete(Path folder) throws IOException {
        for (Path path : inside(folder).reversed()) {
            Files.deleteIfExists(path);
        }
    }

    /** Gives the folder to another user: root only. */
    static void giveTo(int uid, int gid, Path folder) throws IOException {
        for (Path path : inside(folder)) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
