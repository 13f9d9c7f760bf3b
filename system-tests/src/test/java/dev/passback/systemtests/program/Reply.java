package dev.passback.systemtests.program;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;

/** An answer of the API, as a caller saw it. */
public record Reply(int status, HttpHeaders headers, String body) {

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** Whether it promises that the link is safe. */
    public boolean isPromise() {
        return status >= 200 && status < 300;
    }

    /** The {@code data} of a success. */
    public JsonObject data() {
        return Objects.requireNonNull(new JsonObject(body).getJsonObject("data"), body);
    }

    /** The {@code error} of a failure. */
    public JsonObject error() {
        return Objects.requireNonNull(new JsonObject(body).getJsonObject("error"), body);
    }

    public String submission() {
        return data().getString("submission_id");
    }

    public List<String> warnings() {
        return new JsonObject(body)
                .getJsonArray("warnings").stream()
                        .map(JsonObject.class::cast)
                        .map(warning -> warning.getString("message"))
                        .toList();
    }
}
