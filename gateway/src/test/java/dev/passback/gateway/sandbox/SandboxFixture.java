package dev.passback.gateway.sandbox;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A sandbox on a free port with its own Vert.x and a caller; close it when done. */
record SandboxFixture(Vertx vertx, Sandbox sandbox, Caller caller) implements AutoCloseable {

    static SandboxFixture start() throws TimeoutException {
        return start(Duration.ofMinutes(10));
    }

    static SandboxFixture start(Duration patience) throws TimeoutException {
        Vertx vertx = Vertx.vertx();
        Sandbox sandbox = Sandbox.start(vertx, 0, patience).await(10, TimeUnit.SECONDS);
        return new SandboxFixture(vertx, sandbox, new Caller(sandbox));
    }

    @Override
    public void close() throws TimeoutException {
        caller.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
