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
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Decides for this folder, and gives the folder to that user where it has to own it. */
    static PostgresUser of(Home home) {
        try {
            if (id("uid", Path.of("/proc/self")) != ROOT) {
                return new PostgresUser(List.of());
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

    private static PostgresUser forRoot(Home home) throws IOException {
        if (Files.exists(home.data()) && id("uid", home.data()) != ROOT) {
            return owner(home, id("uid", home.data()), id("gid", home.data()));
        }
        PostgresUser namespaced = new PostgresUser(List.of("unshare", "--user"));
        return namespaced.can("true") ? namespaced : owner(home, NOBODY, NOBODY);
    }

    private static PostgresUser owner(Home home, int uid, int gid) throws IOException {
        FileTree.giveTo(uid, gid, home.folder());
        PostgresUser owner = new PostgresUser(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
        if (!owner.can("test", "-w", home.folder().toString())) {
            throw new EmbeddedPostgresException("PostgreSQL refuses to run as root, and as user " + uid
                    + " it cannot enter " + home.folder() + ": choose a data folder that every user can reach (such as"
                    + " /var/lib/passback), start Passback as an ordinary user, or install 'setpriv' and 'unshare'"
                    + " (package util-linux) if they are missing");
        }
        return owner;
    }

    private boolean can(String... command) {
        return Command.of(command(List.of(command))).run(LIMIT).succeeded();
    }

    private static int id(String kind, Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + kind);
    }
}
