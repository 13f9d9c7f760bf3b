package dev.passback.gateway.sandbox.answer;

import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** What no HTTP API offers: ending a connection rudely. */
final class Wire {

    private Wire() {}

    /** Sends a TCP RST. Vert.x itself can only close in good order, which a client may read as an end of the answer. */
    static void reset(HttpConnection connection) {
        if (connection instanceof ConnectionBase vertxConnection) {
            vertxConnection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        connection.close();
    }
}
