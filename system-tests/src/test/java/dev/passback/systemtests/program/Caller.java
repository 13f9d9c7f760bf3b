package dev.passback.systemtests.program;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A tenant's service: posts result links over plain HTTP and asks what became of them. Any thread; blocks. */
public final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // one for all: each has a thread of its own
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String api;
    private final String key;

    /** A caller of the API at this address, which holds the {@code /v1}. */
    public Caller(String api, String key) {
        this.api = api;
        this.key = key;
    }

    /** Posts a link for a candidate. */
    public Reply post(String integration, String candidate, String... headers) throws IOException {
        URI path = URI.create(
                api + "/ats/candidates/" + URLEncoder.encode(candidate, StandardCharsets.UTF_8) + "/result-links");
        HttpRequest.Builder request =
                request(path).header("X-Integration-Id", integration).header("Content-Type", "application/json");
        return send((headers.length == 0 ? request : request.headers(headers))
                .POST(HttpRequest.BodyPublishers.ofString(new JsonObject()
                        .put("label", "Logic test")
                        .put("url", "https://example.com/r/" + candidate)
                        .encode())));
    }

    /** What {@code GET /v1/submissions/{id}} tells. */
    public Reply submission(String id) throws IOException {
        return send(request(URI.create(api + "/submissions/" + id)));
    }

    /** Puts something to an address outside the API, such as the sandbox's rules. */
    public Reply put(String url, String body) throws IOException {
        return send(request(URI.create(url)).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What an address outside the API answers, such as a probe's. */
    public Reply get(String url) throws IOException {
        return send(request(URI.create(url)));
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            return Reply.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
