package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.answer.Answerer;
import dev.passback.gateway.sandbox.answer.Answers;
import dev.passback.gateway.sandbox.ledger.Target.Kind;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The sandbox's HTTP server and its list of routes. One event loop serves all connections; server and timers end with
 * the verticle.
 */
final class SandboxServer extends VerticleBase {

    static final String HOST = "127.0.0.1";

    private static final int LARGEST_BODY = 1024 * 1024;

    private final int wantedPort;
    private final Duration patience;
    private final SandboxState state;
    private volatile int port;

    /** Closes connections on which nothing happened for {@code patience}: that is how a hanging call ends. */
    SandboxServer(int wantedPort, Duration patience, SandboxState state) {
        this.wantedPort = wantedPort;
        this.patience = patience;
        this.state = state;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(options())
                .requestHandler(routes())
                .listen(wantedPort, HOST)
                .onSuccess(this::started);
    }

    int port() {
        return port;
    }

    private void started(HttpServer server) {
        port = server.actualPort();
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setIdleTimeout((int) patience.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // The directives end connections; on HTTP/2 that would hit the neighbours on the same connection.
                .setHttp2ClearTextEnabled(false);
    }

    private Router routes() {
        RequestChecks checks = new RequestChecks(state.accounts());
        ResultLinkApi resultLinks =
                new ResultLinkApi(checks, state.script(), state.ledger(), state.inFlight(), new Answerer(vertx));
        GeneralApi general = new GeneralApi(checks);
        Limits limits = new Limits(state.inFlight());

        Router router = Router.router(vertx);
        router.route()
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .failureHandler(Answers::failed);

        router.get("/").handler(OverviewPage::show);
        new LedgerApi(state.ledger(), state.inFlight(), state.script()).mount(router);
        Steering.mount(router, state.rules(), state.accounts(), state.inFlight());

        router.route().handler(limits::announce);
        router.post("/v1/ats/candidates/:id/result-links").handler(ctx -> resultLinks.add(ctx, Kind.CANDIDATE));
        router.post("/v1/ats/applications/:id/result-links").handler(ctx -> resultLinks.add(ctx, Kind.APPLICATION));
        router.get("/v1/check-api-key").handler(general::checkApiKey);
        router.get("/v1/integrations/:id").handler(general::integration);
        router.route().handler(Answers::notFound);
        return router;
    }
}
