package dev.passback.db.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * A PostgreSQL server of this program's own, as durable as an installed one: what was committed survives kill -9 of
 * this program, of the server and of the machine.
 *
 * <p>It listens on 127.0.0.1 only and asks for a password, made once and kept in its home folder. The server outlives a
 * program that is killed; the next start on the same folder stops it first. All methods block; they may be called from
 * any thread but an event loop.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final Home home;
    private final FolderLock lock;
    private final Server server;
    private final String password;
    private final int port;
    private boolean closed;

    private EmbeddedPostgres(Home home, FolderLock lock, Server server, String password, int port) {
        this.home = home;
        this.lock = lock;
        this.server = server;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts the server of this folder; creates it the first time, which takes some seconds.
     *
     * @param home all it needs and keeps: data, programs, password, log
     * @param port the one to listen on, or 0 for a free one
     * @throws EmbeddedPostgresException if it cannot: the message says why and what to do
     */
    public static EmbeddedPostgres start(Path home, int port) {
        return start(home, home, port);
    }

    /** As {@link #start(Path, int)}, with the programs in a folder that several servers may share. */
    public static EmbeddedPostgres start(Path home, Path programs, int port) {
        Home place = Home.at(home);
        FolderLock lock = FolderLock.take(place);
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackedIn(programs);
            String password = Password.of(place);
            // last of the files: whoever is to own them gets all of them
            Programs commands = new Programs(binaries, PostgresUser.of(place));
            Server server = new Server(place, commands);
            server.stop();
            new Cluster(place, commands).createIfAbsent();
            return new EmbeddedPostgres(place, lock, server, password, listen(server, port));
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** {@code postgresql://passback:...@127.0.0.1:PORT/passback}; holds the password. */
    public String url() {
        return "postgresql://" + Cluster.NAME + ":" + password + "@127.0.0.1:" + port + "/" + Cluster.NAME;
    }

    public int port() {
        return port;
    }

    /** The server's main process: killing it ends every connection at once. */
    public synchronized long postmasterPid() {
        return Postmaster.on(home.data())
                .orElseThrow(() -> new EmbeddedPostgresException("PostgreSQL does not run in " + home.folder()))
                .pid();
    }

    /** Stops the server, if it still runs, and starts it on the same port. Clients lose their connections. */
    public synchronized void restart() {
        server.stop();
        listen(server, port);
    }

    /** Stops the server without waiting for its clients. What was committed stays. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.stop();
        } finally {
            lock.close();
        }
    }

    private static int listen(Server server, int wished) {
        try {
            int attempts = wished == 0 ? ATTEMPTS : 1;
            for (int attempt = 0; attempt < attempts; attempt++) {
                int port = wished == 0 ? freePort() : wished;
                if (server.start(port) == Server.Start.DONE) {
                    return port;
                }
            }
            throw new EmbeddedPostgresException(
                    wished == 0
                            ? "no free port was found on 127.0.0.1"
                            : "port " + wished + " of 127.0.0.1 is in use by another program");
        } catch (IOException denied) {
            throw new EmbeddedPostgresException("PostgreSQL could not be started: " + denied, denied);
        }
    }

    // Another program may take it before the server does, hence several attempts.
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
