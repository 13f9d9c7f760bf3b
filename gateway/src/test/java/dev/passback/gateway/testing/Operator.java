package dev.passback.gateway.testing;

import dev.passback.core.tenant.ManagementKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Somebody who runs the platform: calls the management API.
 *
 * @param heard told of every answer
 */
public record Operator(ManagementKey key, String root, HttpClient http, Consumer<Answer> heard) {

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public Answer post(String path, JsonObject body) {
        return post(path, body.encode());
    }

    public Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    public Answer patch(String path, String etag, JsonObject body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .method("PATCH", BodyPublishers.ofString(body.encode())));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + "/manage/v1" + path))
                .timeout(Duration.ofSeconds(75))
                .header("Authorization", "Bearer " + key.text().reveal());
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            Answer answer = new Answer(http.send(request.build(), BodyHandlers.ofString()));
            heard.accept(answer);
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
