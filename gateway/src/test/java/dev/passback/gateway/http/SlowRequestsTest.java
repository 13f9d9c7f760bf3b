package dev.passback.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlowRequestsTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n";
    private static final Duration DRIP = Duration.ofMillis(20);

    private final Vertx vertx = Vertx.vertx();
    private @Nullable HttpServer server;

    private void start(Duration nextHead) throws TimeoutException {
        SlowRequests slow = new SlowRequests(vertx, new SlowRequests.Limits(LONG, nextHead, SHORT));
        Router router = Router.router(vertx);
        router.route().handler(slow);
        router.route().handler(BodyHandler.create(false));
        router.route().handler(ctx -> ctx.response().end("yes"));
        server = vertx.createHttpServer()
                .connectionHandler(slow::watch)
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_head_that_drips_is_not_waited_for() throws IOException, TimeoutException {
        start(SHORT);
        try (Socket socket = connect()) {
            // Given
            write(socket, HEAD + "\r\n" + "x".repeat(100));
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
            // Then
            assertThat(drips(socket, HEAD + "X: " + "x".repeat(400))).isTrue();
        }
    }

    @Test
    void a_body_that_drips_is_not_waited_for() throws IOException, TimeoutException {
        start(LONG);
        try (Socket socket = connect()) {
            write(socket, HEAD + "\r\n");
            assertThat(drips(socket, "x".repeat(99))).isTrue();
        }
    }

    @Test
    void a_connection_is_used_again_long_after_a_request_that_was_whole() throws IOException, TimeoutException {
        start(LONG);
        try (Socket socket = connect()) {
            // Given
            write(socket, HEAD + "\r\n" + "x".repeat(100));
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
            // When
            LockSupport.parkNanos(SHORT.multipliedBy(2).toNanos());
            write(socket, HEAD + "\r\n" + "x".repeat(100));
            // Then
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        }
    }

    /** Whether the other end closes while this is sent a byte at a time. */
    private static boolean drips(Socket socket, String text) throws IOException {
        try {
            for (int i = 0; i < text.length(); i++) {
                write(socket, text.substring(i, i + 1));
                LockSupport.parkNanos(DRIP.toNanos());
            }
            return socket.getInputStream().read() < 0;
        } catch (SocketException closed) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), Objects.requireNonNull(server).actualPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] some = new byte[4_096];
        int length = in.read(some);
        return length < 0 ? "" : new String(some, 0, length, StandardCharsets.US_ASCII);
    }
}
