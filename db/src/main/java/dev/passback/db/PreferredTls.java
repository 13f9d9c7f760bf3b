package dev.passback.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.SqlConnectOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks a server, once for every connection made with {@code sslmode=prefer}, whether it speaks TLS, and lets the driver connect
 * accordingly. The driver (5.0.7) asks too, but leaves the connection on which it heard "no" open and makes another; the server
 * counts the first until its {@code authentication_timeout}, a minute, and so a server whose connections were just ended has no
 * room for those made anew.
 */
final class PreferredTls implements Supplier<Future<SqlConnectOptions>> {

    // "SSLRequest" of PostgreSQL's protocol: its length, and a version that no protocol has.
    private static final Buffer QUESTION = Buffer.buffer().appendInt(8).appendInt(80_877_103);
    private static final byte NO = 'N';
    private static final int PATIENCE_SECONDS = 5;

    private final NetClient client;
    private final PgConnectOptions preferring;
    private final PgConnectOptions plain;

    private PreferredTls(NetClient client, PgConnectOptions preferring) {
        this.client = client;
        this.preferring = preferring;
        this.plain = new PgConnectOptions(preferring).setSslMode(SslMode.DISABLE);
    }

    /** What gives the options for each connection: the given ones, but where they prefer TLS and the server has none. */
    static Supplier<Future<SqlConnectOptions>> settle(
            Vertx vertx, PgConnectOptions options, NetClientOptions transport) {
        return options.getSslMode() == SslMode.PREFER
                ? new PreferredTls(vertx.createNetClient(transport), options)
                : () -> Future.succeededFuture(options);
    }

    @Override
    public Future<SqlConnectOptions> get() {
        return client.connect(preferring.getPort(), preferring.getHost())
                .compose(socket -> answer(socket).eventually(socket::close));
    }

    private Future<SqlConnectOptions> answer(NetSocket socket) {
        Promise<SqlConnectOptions> settled = Promise.promise();
        socket.handler(answer -> settled.tryComplete(answer.getByte(0) == NO ? plain : preferring));
        // What ends without an answer is the driver's to name.
        socket.closeHandler(ended -> settled.tryComplete(preferring));
        socket.exceptionHandler(broken -> settled.tryComplete(preferring));
        socket.write(QUESTION);
        return settled.future().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
