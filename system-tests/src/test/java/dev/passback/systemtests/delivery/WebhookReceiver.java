package dev.passback.systemtests.delivery;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A tenant's service that is told of events, as one would write it with the public library. */
final class WebhookReceiver implements AutoCloseable {

    /** What came, as it came. */
    record Received(Map<String, List<String>> headers, String body) {

        String type() {
            return new JsonObject(body).getString("type");
        }

        JsonObject data() {
            return new JsonObject(body).getJsonObject("data");
        }

        String id() {
            return headers.get("webhook-id").getFirst();
        }

        /** Whether the public library takes it for genuine. */
        boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException forged) {
                return false;
            } catch (EmptyWebhookSecretException none) {
                throw new IllegalArgumentException(none);
            }
        }
    }

    private final HttpServer server;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private volatile int answer = 204;

    private WebhookReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hooks", this::take);
        server.start();
    }

    static WebhookReceiver start() throws IOException {
        return new WebhookReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, List<String>> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(headers, body));
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    /** From now on it answers so. */
    void answerWith(int status) {
        answer = status;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks?from=passback";
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<Received> received(String type) {
        return received.stream().filter(one -> one.type().equals(type)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
