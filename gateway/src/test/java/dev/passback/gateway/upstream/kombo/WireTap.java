package dev.passback.gateway.upstream.kombo;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upstream that keeps every byte of the requests it got and answers each with what a test hands it. */
final class WireTap {

    static final String SUCCESS = answer("200 OK", "{\"status\":\"success\",\"data\":{},\"warnings\":[]}");

    /** One request: its first line, its headers with names in lower case, its body. */
    record Request(String line, Map<String, String> headers, String body) {}

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final NetServer server;

    private WireTap(Vertx vertx, Consumer<NetSocket> reaction) {
        this.server = vertx.createNetServer().connectHandler(socket -> listen(socket, reaction));
    }

    /** Answers every request with this, to the letter. */
    static WireTap answering(Vertx vertx, String answer) {
        return reacting(vertx, socket -> socket.write(answer));
    }

    /** Does this when a whole request was read. */
    static WireTap reacting(Vertx vertx, Consumer<NetSocket> reaction) {
        WireTap tap = new WireTap(vertx, reaction);
        Calls.await(tap.server.listen(0, "127.0.0.1"));
        return tap;
    }

    static String answer(String status, String body, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\ncontent-type: application/json\r\n");
        List.of(headers).forEach(header -> text.append(header).append("\r\n"));
        return text + "content-length: " + body.length() + "\r\n\r\n" + body;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    int port() {
        return server.actualPort();
    }

    List<Request> requests() {
        return requests;
    }

    private void listen(NetSocket socket, Consumer<NetSocket> reaction) {
        Buffer received = Buffer.buffer();
        socket.exceptionHandler(broken -> {});
        socket.handler(bytes -> {
            received.appendBuffer(bytes);
            String text = received.toString();
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0 && received.length() >= headLength(text, end) + bodyLength(text)) {
                requests.add(request(text.substring(0, end), text.substring(end + 4)));
                reaction.accept(socket);
            }
        });
    }

    private static int headLength(String text, int end) {
        return Buffer.buffer(text.substring(0, end + 4)).length();
    }

    private static int bodyLength(String text) {
        Matcher length = LENGTH.matcher(text);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    private static Request request(String head, String body) {
        List<String> lines = head.lines().toList();
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(": ?", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1], (one, next) -> one + " | " + next);
        }
        return new Request(lines.getFirst(), headers, body);
    }
}
