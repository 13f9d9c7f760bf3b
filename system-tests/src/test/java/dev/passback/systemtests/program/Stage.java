package dev.passback.systemtests.program;

import dev.passback.db.testing.TestDatabase;
import dev.passback.gateway.sandbox.Sandbox;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An installation with all that it needs around it: a database of its own, and a sandbox upstream in this JVM. */
public record Stage(Vertx vertx, Sandbox sandbox, TestDatabase database, Installation installation)
        implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    /** Sets one up for a test. */
    public static Stage set(Class<?> test) throws TimeoutException {
        return set(PassbackCommands.of(test));
    }

    /** Sets one up with commands that know more settings. */
    public static Stage set(PassbackCommands commands) throws TimeoutException {
        Vertx vertx = Vertx.vertx();
        Sandbox sandbox = Sandbox.start(vertx, 0).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        TestDatabase database = TestDatabase.create();
        return new Stage(vertx, sandbox, database, Installation.create(commands, database.url()));
    }

    /** Creates an integration whose upstream is the sandbox. */
    public void integration(String id, String... options) {
        installation.integration(id, sandbox.baseUrl(), options);
    }

    @Override
    public void close() throws TimeoutException {
        database.close();
        vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
