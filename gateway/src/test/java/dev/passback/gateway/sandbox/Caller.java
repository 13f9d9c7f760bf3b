package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.ledger.Target.Kind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Calls a sandbox as a client of Kombo would. */
final class Caller implements AutoCloseable {

    static final String INTEGRATION = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    static final String BODY = "{\"label\":\"Score\",\"url\":\"https://example.com/r/1\"}";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Sandbox sandbox;

    Caller(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }

    static JsonObject error(HttpResponse<String> answer) {
        return json(answer).getJsonObject("error");
    }

    /** A good request to add a link to this candidate. */
    HttpRequest.Builder link(String target) {
        return link(Kind.CANDIDATE, target);
    }

    HttpRequest.Builder link(Kind kind, String target) {
        return request("/v1/ats/" + kind.word() + "s/" + target + "/result-links")
                .header("Authorization", "Bearer " + Accounts.DEFAULT_KEY)
                .header("X-Integration-Id", INTEGRATION)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + path))
                .timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    HttpResponse<String> add(String target) throws IOException {
        return send(link(target));
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).GET());
    }

    HttpResponse<String> put(String path, String body) throws IOException {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path) throws IOException {
        return send(request(path).DELETE());
    }

    CompletableFuture<HttpResponse<String>> start(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** The good request to this candidate, already written to a socket of its own. */
    Socket raw(String target) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head = "POST /v1/ats/candidates/" + target + "/result-links HTTP/1.1\r\nHost: sandbox\r\n"
                    + "Authorization: Bearer " + Accounts.DEFAULT_KEY + "\r\nX-Integration-Id: " + INTEGRATION
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + BODY).getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException down) {
            throw new UncheckedIOException(down);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
