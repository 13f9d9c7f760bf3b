package dev.passback.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The first submissions of the demo, really sent: some of each kind that support meets. */
final class DemoHistory {

    /**
     * One to send.
     *
     * @param integration its place in the list of {@link DemoTenant#INTEGRATIONS}
     * @param target whom it is for; ids that begin with {@code force-} make the sandbox misbehave
     */
    private record Sample(int integration, String kind, String target, String label, String score) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(0, "candidates", "8Xi6iZrwusZqJmDGXs49GBmJ", "Logic test", "87%"),
            new Sample(0, "applications", "CzYtfV3pHnBqRkWm5sLdJgXa", "Coding challenge", "92%"),
            new Sample(1, "candidates", "5nKdVwTfGqXjRbYmPh7ZsLcE", "Situational judgement", "71%"),
            new Sample(1, "applications", "force-warnings-1~MaraLind", "Typing test", "58 wpm"),
            new Sample(0, "candidates", "force-warnings-2~JonasWeber", "English C1", "C1"),
            new Sample(2, "candidates", "Rq9XbJtLw3VhNcKfYm6PzGsD", "Numerical reasoning", "64%"),
            new Sample(2, "applications", "force-422-REMOTE.INPUT_INVALID~AvaChen", "Logic test", "78%"),
            new Sample(0, "candidates", "force-400~OmarHaddad", "Coding challenge", "55%"),
            new Sample(1, "candidates", "force-503x1~PetraNovak", "Logic test", "81%"),
            new Sample(2, "candidates", "force-ratelimit-120~LeoMarsh", "English B2", "B2"),
            new Sample(0, "applications", "force-taken-reset~InesDuarte", "Video interview", "4.5 of 5"),
            new Sample(0, "candidates", "Wm4FpTzKq8NbVcHxJd2YsRgL", "Numerical reasoning", "90%"),
            new Sample(3, "candidates", "force-401~TariqAziz", "Logic test", "66%"),
            new Sample(3, "candidates", "HsNw6TgKb9QzXvLfYd4RmJcP", "Coding challenge", "73%"));

    private final Vertx vertx;
    private final int apiPort;
    private final String key;

    DemoHistory(Vertx vertx, int apiPort, String key) {
        this.vertx = vertx;
        this.apiPort = apiPort;
        this.key = key;
    }

    Future<Void> send() {
        HttpClient client = vertx.createHttpClient();
        Future<Void> sent = Future.succeededFuture();
        for (Sample sample : SAMPLES) {
            sent = sent.compose(before -> send(client, sample));
        }
        return sent.eventually(client::close);
    }

    private Future<Void> send(HttpClient client, Sample sample) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(apiPort)
                .setURI("/v1/ats/" + sample.kind + "/" + sample.target + "/result-links")
                .putHeader("authorization", "Bearer " + key)
                .putHeader("x-integration-id", DemoTenant.INTEGRATIONS.get(sample.integration))
                .putHeader("prefer", "wait=2")
                .putHeader("content-type", "application/json");
        return client.request(options)
                .compose(request -> request.send(body(sample).toBuffer()))
                .compose(HttpClientResponse::end);
    }

    private static JsonObject body(Sample sample) {
        JsonArray attributes = new JsonArray()
                .add(new JsonObject().put("key", "Score").put("value", sample.score))
                .add(new JsonObject().put("key", "Time").put("value", "0:42h"));
        return new JsonObject()
                .put("label", sample.label)
                .put("url", "https://results.example.com/r/" + Integer.toHexString(sample.hashCode()))
                .put(
                        "details",
                        new JsonObject()
                                .put("custom_field_name_prefix", "Acme:")
                                .put("attributes", attributes));
    }
}
