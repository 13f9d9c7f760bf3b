package dev.passback.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.SqlConnectOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class PreferredTlsTest {

    // as it is on the wire: PostgreSQL's documentation, "Message Formats", SSLRequest
    private static final Buffer SSL_REQUEST = Buffer.buffer(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});

    private Vertx vertx;
    private Promise<Buffer> asked;
    private Promise<Void> ended;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        asked = Promise.promise();
        ended = Promise.promise();
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_server_without_tls_is_connected_to_without_asking_again() throws TimeoutException {
        // Given
        int port = server(socket -> socket.write("N"));
        // When
        SqlConnectOptions settled = settle(options(port, SslMode.PREFER));
        // Then
        assertThat(((PgConnectOptions) settled).getSslMode()).isEqualTo(SslMode.DISABLE);
        assertThat(asked.future().await(10, TimeUnit.SECONDS)).isEqualTo(SSL_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"N", "S", "E"})
    void the_connection_on_which_it_was_asked_is_closed_whatever_the_answer(String answer) throws TimeoutException {
        // Given
        int port = server(socket -> socket.write(answer));
        // When
        settle(options(port, SslMode.PREFER));
        // Then
        ended.future().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S", "E"})
    void any_other_answer_is_left_to_the_driver(String answer) throws TimeoutException {
        // Given
        int port = server(socket -> socket.write(answer));
        // When
        SqlConnectOptions settled = settle(options(port, SslMode.PREFER));
        // Then
        assertThat(((PgConnectOptions) settled).getSslMode()).isEqualTo(SslMode.PREFER);
    }

    @Test
    void a_server_that_hangs_up_is_left_to_the_driver() throws TimeoutException {
        // Given
        int port = server(NetSocket::close);
        // When
        SqlConnectOptions settled = settle(options(port, SslMode.PREFER));
        // Then
        assertThat(((PgConnectOptions) settled).getSslMode()).isEqualTo(SslMode.PREFER);
    }

    @Test
    void a_server_that_is_not_there_is_a_refused_connection() throws IOException {
        // Given: a port that is taken, so that nobody else begins to listen there, but does not listen
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            PgConnectOptions options = options(held.getLocalPort(), SslMode.PREFER);
            // When, Then
            assertThatThrownBy(() -> settle(options)).isInstanceOf(ConnectException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(value = SslMode.class, names = "PREFER", mode = Mode.EXCLUDE)
    void every_other_mode_asks_nobody(SslMode mode) throws TimeoutException {
        // Given
        PgConnectOptions options = options(1, mode);
        // When, Then
        assertThat(settle(options)).isSameAs(options);
    }

    private int server(Consumer<NetSocket> answer) throws TimeoutException {
        return vertx.createNetServer()
                .connectHandler(socket -> {
                    socket.closeHandler(closed -> ended.tryComplete());
                    socket.handler(question -> {
                        asked.tryComplete(question);
                        answer.accept(socket);
                    });
                })
                .listen(SocketAddress.inetSocketAddress(0, "127.0.0.1"))
                .await(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private SqlConnectOptions settle(PgConnectOptions options) throws TimeoutException {
        return PreferredTls.settle(vertx, options, new NetClientOptions()).get().await(10, TimeUnit.SECONDS);
    }

    private static PgConnectOptions options(int port, SslMode mode) {
        return new PgConnectOptions().setHost("127.0.0.1").setPort(port).setSslMode(mode);
    }
}
