package dev.passback.systemtests.delivery;

import dev.passback.systemtests.program.Companion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A HAProxy before two PostgreSQL servers: the second gets connections when the first is gone. All methods block. */
final class DatabaseProxy implements AutoCloseable {

    private final Companion program;
    private final int port;

    private DatabaseProxy(Companion program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Starts one; it takes connections when this returns. */
    static DatabaseProxy before(int first, int second, Path folder) {
        int port = Companion.freePort();
        Companion program = HaProxy.started(config(first, second, port, folder), folder);
        program.readyWhen(() -> {
            new Socket("127.0.0.1", port).close();
            return true;
        });
        return new DatabaseProxy(program, port);
    }

    private static Path config(int first, int second, int port, Path folder) {
        try {
            return Files.writeString(folder.resolve("databases.cfg"), """
                    defaults
                      mode tcp
                      timeout connect 2s
                      timeout client 1h
                      timeout server 1h
                    listen postgresql
                      bind 127.0.0.1:%d
                      default-server check inter 300ms fall 2 rise 1 on-marked-down shutdown-sessions
                      server first 127.0.0.1:%d
                      server second 127.0.0.1:%d backup
                    """.formatted(port, first, second));
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        program.close();
    }
}
