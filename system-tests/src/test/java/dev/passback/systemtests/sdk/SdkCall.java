package dev.passback.systemtests.sdk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * One call of the SDK.
 *
 * @param options of its constructor
 * @param arguments of the method
 */
record SdkCall(JsonObject options, String method, JsonArray arguments) {

    static JsonObject link() {
        return new JsonObject().put("label", "Assessment Result").put("url", "https://example.com/test-results/1");
    }

    static SdkCall candidate(JsonObject options, String id, JsonObject body) {
        JsonObject request = new JsonObject().put("candidate_id", id).put("body", body);
        return new SdkCall(options, "ats.addCandidateResultLink", new JsonArray().add(request));
    }

    static SdkCall application(JsonObject options, String id, JsonObject body) {
        JsonObject request = new JsonObject().put("application_id", id).put("body", body);
        return new SdkCall(options, "ats.addApplicationResultLink", new JsonArray().add(request));
    }

    static SdkCall checkApiKey(JsonObject options) {
        return new SdkCall(options, "general.checkApiKey", new JsonArray());
    }

    /** With a header of its own, beside those that the SDK sends. */
    SdkCall withHeader(String name, String value) {
        JsonObject headers = new JsonObject().put(name, value);
        return new SdkCall(options, method, arguments.copy().add(new JsonObject().put("headers", headers)));
    }

    JsonObject json() {
        return new JsonObject().put("options", options).put("method", method).put("arguments", arguments);
    }
}
