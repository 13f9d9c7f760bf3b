package dev.passback.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose rights the server gets. An ordinary user's server has that user's; PostgreSQL refuses root, so root's runs in a
 * user namespace in which it is nobody, or, where those are forbidden, as the unprivileged user that owns its folder.
 *
 * @param prefix the words before a command that give it these rights
 */
record PostgresUser(List<String> prefix) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final PostgresUser NAMESPACED = new PostgresUser(List.of("unshare", "--user"));
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Decides for this folder, and gives the folder to that user where it has to own it. */
    static PostgresUser of(Home home) {
        try {
            if (id("uid", Path.of("/proc/self")) != ROOT) {
                return ordinary();
            }
            return forRoot(home);
        } catch (IOException denied) {
            throw new EmbeddedPostgresException("the owner of " + home.folder() + " cannot be set: " + denied, denied);
        }
    }

    List<String> command(List<String> command) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        return words;
    }

    // initdb asks for the user's name, which a container with a number of its own choice does not know.
    private static PostgresUser ordinary() {
        PostgresUser self = new PostgresUser(List.of());
        return self.can("id", "-un") || !NAMESPACED.can("true") ? self : NAMESPACED;
    }

    private static PostgresUser forRoot(Home home) throws IOException {
        Path owned = Files.exists(home.data()) ? home.data() : home.folder();
        int uid = id("uid", owned);
        if (uid != ROOT) {
            return owner(home, uid, id("gid", owned));
        }
        return NAMESPACED.can("true") ? NAMESPACED : owner(home, NOBODY, NOBODY);
    }

    private static PostgresUser owner(Home home, int uid, int gid) throws IOException {
        PostgresUser owner = new PostgresUser(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
        // the folder's own rights are mended below, those above it are not ours to change
        if (!owner.can("test", "-x", home.folder().resolveSibling(".").toString())) {
            throw new EmbeddedPostgresException("PostgreSQL refuses to run as root, and as user " + uid
                    + " it cannot enter " + home.folder() + ": choose a data folder that every user can reach (such as"
                    + " /var/lib/passback), start Passback as an ordinary user, or install 'setpriv' and 'unshare'"
                    + " (package util-linux) if they are missing");
        }
        FileTree.giveTo(uid, gid, home.folder());
        return owner;
    }

    private boolean can(String... command) {
        return Command.of(command(List.of(command))).run(LIMIT).succeeded();
    }

    private static int id(String kind, Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + kind);
    }
}
