package dev.passback.gateway.sandbox;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Kombo's schema of a result link: what it requires and of which type. Unknown keys are allowed, as there. */
final class BodyCheck {

    private BodyCheck() {}

    /** The first thing wrong with the body; it names the field. */
    static Optional<String> problem(String body) {
        try {
            return Json.decodeValue(body) instanceof JsonObject link
                    ? linkProblem(link)
                    : Optional.of("The body must be a JSON object.");
        } catch (DecodeException malformed) {
            return Optional.of("The body is no valid JSON.");
        }
    }

    private static Optional<String> linkProblem(JsonObject link) {
        return text(link, "label", "")
                .or(() -> text(link, "url", ""))
                .or(() -> object(link, "details"))
                .or(() -> details(link.getJsonObject("details")))
                .or(() -> object(link, "remote_fields"));
    }

    private static Optional<String> details(@Nullable JsonObject details) {
        return details == null
                ? Optional.empty()
                : text(details, "custom_field_name_prefix", "details.").or(() -> attributes(details));
    }

    private static Optional<String> attributes(JsonObject details) {
        return details.getValue("attributes") instanceof JsonArray attributes
                ? IntStream.range(0, attributes.size())
                        .mapToObj(at -> attribute(attributes.getValue(at), "details.attributes[" + at + "]"))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.of("details.attributes must be an array.");
    }

    private static Optional<String> attribute(Object attribute, String path) {
        return attribute instanceof JsonObject pair
                ? text(pair, "key", path + ".").or(() -> text(pair, "value", path + "."))
                : Optional.of(path + " must be an object.");
    }

    private static Optional<String> text(JsonObject in, String field, String path) {
        return in.getValue(field) instanceof String
                ? Optional.empty()
                : Optional.of(path + field + " is required and must be a string.");
    }

    private static Optional<String> object(JsonObject in, String field) {
        return !in.containsKey(field) || in.getValue(field) instanceof JsonObject
                ? Optional.empty()
                : Optional.of(field + " must be an object.");
    }
}
