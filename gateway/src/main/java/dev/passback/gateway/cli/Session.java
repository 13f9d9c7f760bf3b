package dev.passback.gateway.cli;

import dev.passback.core.tenant.Tenant;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.Failures;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.Environment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command's connection to the database of {@code PASSBACK_DATABASE_URL}. */
final class Session implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final Pool pool;

    private Session(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    static Session open() {
        return open(Environment.current());
    }

    static Session open(Environment environment) {
        DatabaseAddress address = environment
                .required("PASSBACK_DATABASE_URL", DatabaseAddress::parse)
                .orElse(null);
        environment.complain();
        if (address == null) {
            throw new IllegalStateException("complain() has spoken of it");
        }
        Vertx vertx = Vertx.vertx();
        return new Session(vertx, Database.openForCommand(vertx, address));
    }

    Vertx vertx() {
        return vertx;
    }

    Pool pool() {
        return pool;
    }

    Tenant tenant(String name) {
        return await(new TenantStore(pool).find(name))
                .orElseThrow(() -> new CommandFailure(
                        "there is no tenant \"" + name + "\"; create it: ./passback tenant create " + name));
    }

    <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new CommandFailure("the database did not answer within " + PATIENCE_SECONDS + " s");
        }
    }

    /** As {@link #await}, with a sentence for a key that is taken. */
    <T> T create(Future<T> future, String duplicate) {
        return await(future.recover(failure ->
                Future.failedFuture(Failures.isDuplicate(failure) ? new CommandFailure(duplicate) : failure)));
    }

    @Override
    public void close() {
        await(pool.close());
        // not chained to the above: what follows the end of the event loops cannot run on them
        await(vertx.close());
    }
}
