package dev.passback.db.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One live program a folder. The operating system gives the lock back when the program dies, however it dies. */
final class FolderLock implements AutoCloseable {

    // Closing any channel on a file drops every lock that this JVM holds on it (POSIX), so a second attempt inside
    // this JVM must be refused before it opens the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock or fails at once with a sentence that names the folder and, if known, the holder. */
    static FolderLock take(Home home) {
        Path file = home.lock();
        if (!HELD_HERE.add(file)) {
            throw taken(home, "this program itself");
        }
        try {
            return new FolderLock(file, lockedChannel(home));
        } catch (EmbeddedPostgresException refused) {
            HELD_HERE.remove(file);
            throw refused;
        } catch (AccessDeniedException denied) {
            HELD_HERE.remove(file);
            throw new EmbeddedPostgresException(
                    "the data folder " + home.folder()
                            + " belongs to another user: start Passback as that user, or choose another data folder",
                    denied);
        } catch (IOException denied) {
            HELD_HERE.remove(file);
            throw new EmbeddedPostgresException("the lock file " + file + " cannot be used: " + denied, denied);
        }
    }

    private static FileChannel lockedChannel(Home home) throws IOException {
        FileChannel channel = FileChannel.open(
                home.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw taken(home, "process " + text(channel));
            }
            channel.truncate(0)
                    .write(bytes(Long.toString(ProcessHandle.current().pid())));
            return channel;
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    private static EmbeddedPostgresException taken(Home home, String holder) {
        return new EmbeddedPostgresException("the data folder " + home.folder() + " is in use by " + holder
                + ": stop that one first, or choose another data folder");
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer holder = ByteBuffer.allocate(20);
        channel.read(holder, 0);
        return StandardCharsets.US_ASCII.decode(holder.flip()).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closed) {
            throw new EmbeddedPostgresException("the lock file " + file + " cannot be released: " + closed, closed);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
