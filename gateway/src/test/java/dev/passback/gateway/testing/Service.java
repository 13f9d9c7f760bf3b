package dev.passback.gateway.testing;

import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A tenant service: calls the API as one would.
 *
 * @param heard told of every answer
 */
public record Service(Tenant tenant, TenantKey key, String root, HttpClient http, Consumer<Answer> heard) {

    public static final String BODY = "{\"label\":\"Score\",\"url\":\"https://example.com/r/1\"}";

    private static final Duration PATIENCE = Duration.ofSeconds(75);

    /** A good result link for this candidate; headers are names and values in turn and go before the usual ones. */
    public Answer submit(String integration, String candidate, String... headers) {
        return send(link(integration, candidate, headers));
    }

    public CompletableFuture<Answer> begin(String integration, String candidate, String... headers) {
        return http.sendAsync(link(integration, candidate, headers).build(), BodyHandlers.ofString())
                .thenApply(response -> heard(new Answer(response)));
    }

    public HttpRequest.Builder link(String integration, String candidate, String... headers) {
        HttpRequest.Builder request = request("/v1/ats/candidates/" + candidate + "/result-links")
                .header("X-Integration-Id", integration)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** A request with this service's key. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key.text().reveal());
    }

    /** What became of a submission. */
    public JsonObject ask(String submission) {
        Answer answer = send(request("/v1/submissions/" + submission).GET());
        if (answer.status() != 200) {
            throw new AssertionError("the submission cannot be asked for: " + answer.body());
        }
        return answer.content();
    }

    public String state(String submission) {
        return ask(submission).getString("state");
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return heard(new Answer(http.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Answer heard(Answer answer) {
        heard.accept(answer);
        return answer;
    }
}
