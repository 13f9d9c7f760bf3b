package dev.passback.systemtests.program;

import io.vertx.core.json.JsonObject;

/** A running {@code passback serve} on ports of its own. Closing kills it; {@link PassbackProcess#terminate} stops it. */
public record Serving(PassbackProcess process, String api, String ui, String ops) implements AutoCloseable {

    /** A tenant's service that speaks to this node. */
    public Caller caller(String key) {
        return new Caller(api, key);
    }

    static Serving of(PassbackProcess process) {
        JsonObject ready = process.ready();
        return new Serving(process, ready.getString("api"), ready.getString("ui"), ready.getString("ops"));
    }

    @Override
    public void close() {
        process.close();
    }
}
