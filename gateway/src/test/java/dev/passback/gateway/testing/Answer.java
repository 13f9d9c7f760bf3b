package dev.passback.gateway.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** What the API answered. */
public record Answer(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public String body() {
        return response.body();
    }

    public JsonObject json() {
        return new JsonObject(body());
    }

    public JsonObject content() {
        return json().getJsonObject("data");
    }

    public JsonObject error() {
        return json().getJsonObject("error");
    }

    public String message() {
        return error().getString("message");
    }

    /** The words of the warnings. */
    public List<String> warnings() {
        JsonArray warnings = json().getJsonArray("warnings");
        return warnings.stream()
                .map(warning -> ((JsonObject) warning).getString("message"))
                .toList();
    }

    public String submissionId() {
        return content().getString("submission_id");
    }
}
