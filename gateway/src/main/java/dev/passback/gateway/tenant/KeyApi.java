package dev.passback.gateway.tenant;

import dev.passback.core.tenant.Caller;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.Authentication;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Tells a caller whose key it holds: the first call that the SDKs' introductions make. */
public final class KeyApi {

    private KeyApi() {}

    /** Answers as Kombo's {@code GET /check-api-key} does. */
    public static void check(RoutingContext ctx) {
        Caller caller = Authentication.caller(ctx);
        JsonObject data = new JsonObject()
                .put("environment_id", "passback")
                .put("customer_id", caller.tenant().name());
        Answers.success(ctx, 200, data, List.of());
    }
}
