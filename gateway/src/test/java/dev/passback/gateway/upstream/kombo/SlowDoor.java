package dev.passback.gateway.upstream.kombo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An upstream whose queue of connections is full: connecting takes until it is opened. */
final class SlowDoor implements Closeable {

    private static final int FULL_AFTER_MILLIS = 200;

    private final ServerSocket server;
    private final List<Socket> queue = new ArrayList<>();
    private final List<Byte> received = new CopyOnWriteArrayList<>();

    private SlowDoor(ServerSocket server) {
        this.server = server;
    }

    static SlowDoor shut() throws IOException {
        SlowDoor door = new SlowDoor(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        door.fill();
        return door;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** From now on every connection is accepted, and what it brings is kept. */
    void open() {
        Thread.ofVirtual().start(this::acceptAll);
    }

    List<Byte> received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket waiting : queue) {
            waiting.close();
        }
    }

    private void fill() throws IOException {
        while (true) {
            Socket next = new Socket();
            queue.add(next);
            try {
                next.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket accepted = server.accept();
                Thread.ofVirtual().start(() -> keep(accepted));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void keep(Socket accepted) {
        try (accepted) {
            for (int next = accepted.getInputStream().read();
                    next >= 0;
                    next = accepted.getInputStream().read()) {
                received.add((byte) next);
            }
        } catch (IOException broken) {
            // a caller that gave up brings nothing
        }
    }
}
