package dev.passback.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the SDK gave to its caller: an answer or an error. */
record SdkResult(JsonObject json) {

    /** The answer of a call that must have succeeded. */
    JsonObject answer() {
        assertThat(json.getJsonObject("answer")).as(json.encode()).isNotNull();
        return json.getJsonObject("answer");
    }

    List<String> warnings() {
        return answer().getJsonArray("warnings").stream()
                .map(JsonObject.class::cast)
                .map(warning -> warning.getString("message"))
                .toList();
    }

    /** Success, and the first warning says that it is not delivered yet. */
    void isQueued() {
        assertThat(answer().getString("status")).isEqualTo("success");
        assertThat(warnings()).first().asString().startsWith("Queued by Passback, not delivered yet: ");
    }

    /** A proper error of the SDK, with this status and code. */
    void isRefused(int status, @Nullable String code) {
        JsonObject error = json.getJsonObject("error");
        assertThat(error).as(json.encode()).isNotNull();
        assertThat(error.getString("name")).as(json.encode()).isEqualTo("KomboAtsError");
        assertThat(error.getInteger("statusCode")).as(json.encode()).isEqualTo(status);
        assertThat(error.getString("code")).as(json.encode()).isEqualTo(code);
        assertThat(error.getString("message")).isNotBlank();
    }

    String message() {
        return json.getJsonObject("error").getString("message");
    }
}
