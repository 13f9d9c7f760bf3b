package dev.passback.gateway.sandbox.answer;

import dev.passback.gateway.sandbox.reaction.KomboError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The two envelopes of Kombo's answers. */
public final class KomboJson {

    private static final List<String> WARNINGS = List.of(
            "The custom field \"Acme: Score\" does not exist in the ATS. The attribute was written into a note instead.",
            "The label is longer than the 255 characters that the ATS shows and was cut.",
            "The candidate has several applications. The link was added to the latest one.",
            "The user given in \"On-Behalf-Of\" is inactive. The link was added by the integration's default user.",
            "The ATS does not support display names for links. The label was left out.");

    private KomboJson() {}

    /** A read that went well. */
    public static JsonObject success(JsonObject content) {
        return new JsonObject().put("status", "success").put("data", content);
    }

    /** A result link was added; {@code warnings} remarks beside it. */
    public static JsonObject added(int warnings) {
        List<JsonObject> remarks = IntStream.range(0, warnings)
                .mapToObj(at -> new JsonObject().put("message", WARNINGS.get(at % WARNINGS.size())))
                .toList();
        return success(new JsonObject()).put("warnings", new JsonArray(remarks));
    }

    /** All four keys of the error are there, null or not. */
    public static JsonObject error(KomboError error, Optional<String> logUrl) {
        JsonObject inner = new JsonObject()
                .put("code", error.code().orElse(null))
                .put("title", error.title().orElse(null))
                .put("message", error.message())
                .put("log_url", logUrl.orElse(null));
        return new JsonObject().put("status", "error").put("error", inner);
    }
}
