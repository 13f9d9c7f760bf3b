package dev.passback.gateway.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /livez}, {@code /readyz} and {@code /metrics}, on a port that callers never see. */
public final class OpsServer {

    private static final int IDLE_SECONDS = 30;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final Vertx vertx;
    private final Readiness readiness;
    private final PrometheusMeterRegistry registry;

    public OpsServer(Vertx vertx, Readiness readiness, PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.readiness = readiness;
        this.registry = registry;
    }

    /** A server that is not listening yet. */
    public HttpServer create() {
        Router router = Router.router(vertx);
        router.get("/livez").handler(ctx -> answer(ctx, 200, new JsonObject().put("status", "alive")));
        router.get("/readyz").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        return vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                .requestHandler(router);
    }

    private void ready(RoutingContext ctx) {
        readiness
                .obstacle()
                .onSuccess(obstacle -> obstacle.ifPresentOrElse(
                        reason -> answer(
                                ctx,
                                503,
                                new JsonObject().put("status", "not ready").put("reason", reason)),
                        () -> answer(ctx, 200, new JsonObject().put("status", "ready"))))
                .onFailure(ctx::fail);
    }

    /** Rendering takes some milliseconds with many meters: not on an event loop. OpenMetrics, for who asks for it, has examples. */
    private void metrics(RoutingContext ctx) {
        String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
        String format = accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        ctx.vertx()
                .executeBlocking(() -> registry.scrape(format), false)
                .onSuccess(text -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, format)
                        .end(text))
                .onFailure(ctx::fail);
    }

    private static void answer(RoutingContext ctx, int status, JsonObject body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }
}
