package dev.passback.gateway.upstream.kombo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Compressed answers, good and evil. */
final class Gzipped {

    private static final int UNPACKED = 64 * 1024 * 1024;

    private Gzipped() {}

    static void success(NetSocket socket) {
        send(socket, "{\"status\":\"success\",\"data\":{},\"warnings\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    /** Some kilobytes that unpack to 64 MiB. */
    static void bomb(NetSocket socket) {
        send(socket, new byte[UNPACKED]);
    }

    private static void send(NetSocket socket, byte[] content) {
        byte[] packed = packed(content);
        socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: "
                + packed.length + "\r\n\r\n");
        socket.write(Buffer.buffer(packed));
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
