package dev.passback.adminui.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final Buffer TEXT = Buffer.buffer("x".repeat(64 * 1024));

    private Vertx vertx;
    private Promise<EventStream> opened;
    private int port;

    @BeforeEach
    void serve() throws TimeoutException {
        vertx = Vertx.vertx();
        opened = Promise.promise();
        Router router = Router.router(vertx);
        router.get("/events").handler(ctx -> {
            ctx.response().setChunked(true).write("begin");
            opened.complete(new EventStream(ctx, "session", Optional.empty(), Watch.read(ctx.queryParams())));
        });
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(1))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void who_does_not_read_is_sent_no_more_and_its_connection_ends() throws Exception {
        try (Socket reader = ask()) {
            EventStream stream = opened.future().await(10, TimeUnit.SECONDS);
            AtomicInteger sent = new AtomicInteger();
            // When
            await().pollInterval(Duration.ofMillis(1)).until(() -> sent.incrementAndGet() > 0 && !stream.send(TEXT));
            // Then
            assertThat(sent.get())
                    .as("the kernel keeps some megabytes for a connection")
                    .isLessThan(500);
            assertThat(stream.send(TEXT)).isFalse();
            await().until(() -> stream.ctx().response().closed());
        }
    }

    @Test
    void who_reads_is_sent_all_of_it() throws Exception {
        try (Socket reader = ask()) {
            EventStream stream = opened.future().await(10, TimeUnit.SECONDS);
            InputStream in = reader.getInputStream();
            // When
            for (int i = 0; i < 500; i++) {
                assertThat(stream.send(TEXT)).isTrue();
                // Then
                in.skipNBytes(TEXT.length());
            }
        }
    }

    private Socket ask() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        return socket;
    }
}
