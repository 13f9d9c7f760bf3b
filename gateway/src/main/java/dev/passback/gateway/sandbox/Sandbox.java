package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.gateway.sandbox.ledger.InFlight;
import dev.passback.gateway.sandbox.ledger.Ledger;
import dev.passback.gateway.sandbox.reaction.Rules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * A running sandbox upstream. Its methods may be called from any thread; what they change counts from the next request
 * on.
 */
public final class Sandbox {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final String deployment;
    private final int port;
    private final SandboxState state;

    private Sandbox(Vertx vertx, String deployment, int port, SandboxState state) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.port = port;
        this.state = state;
    }

    /** Starts a sandbox on 127.0.0.1; port 0 takes a free one. Fails if the port is taken. */
    public static Future<Sandbox> start(Vertx vertx, int port) {
        return start(vertx, port, PATIENCE);
    }

    /** As {@link #start(Vertx, int)}, letting go of a hanging call after {@code patience}. */
    static Future<Sandbox> start(Vertx vertx, int port, Duration patience) {
        SandboxState state = SandboxState.fresh();
        SandboxServer server = new SandboxServer(port, patience, state);
        return vertx.deployVerticle(server).map(deployment -> new Sandbox(vertx, deployment, server.port(), state));
    }

    public int port() {
        return port;
    }

    /** The address to give as Kombo's base URL; it holds the {@code /v1}. */
    public String baseUrl() {
        return "http://" + SandboxServer.HOST + ":" + port + "/v1";
    }

    /** Cuts all connections and timers. */
    public Future<Void> close() {
        return vertx.undeploy(deployment);
    }

    /** The calls received so far, oldest first, as far as they are kept. */
    public List<Call> calls() {
        return state.ledger().calls();
    }

    public Ledger ledger() {
        return state.ledger();
    }

    public InFlight inFlight() {
        return state.inFlight();
    }

    public Rules rules() {
        return state.rules();
    }

    public Accounts accounts() {
        return state.accounts();
    }
}
