package dev.passback.gateway.credential;

import dev.passback.core.credential.OpeningKeys;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opening keys of this node. When a credential needs a key that they lack, they are read anew, so that a key can be added without a
 * restart: at most once in a while, and whoever comes in between waits for it. Any thread; answers come on the caller's context.
 */
final class NodeKeys {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.credential");
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final OpeningKeySource source;
    private final Duration pause;
    private volatile OpeningKeys keys;
    private Future<Void> reading = Future.succeededFuture();
    private long readAt;

    NodeKeys(Vertx vertx, OpeningKeySource source) {
        this(vertx, source, PAUSE);
    }

    NodeKeys(Vertx vertx, OpeningKeySource source, Duration pause) {
        this.pause = pause;
        this.vertx = vertx;
        this.source = source;
        this.keys = source.atStart();
        this.readAt = System.nanoTime();
    }

    /** The keys, with this one among them if it can be had. */
    Future<OpeningKeys> having(long keyId) {
        return keys.ids().contains(keyId)
                ? Future.succeededFuture(keys)
                : onMyContext(readSoon()).map(read -> keys);
    }

    private synchronized Future<Void> readSoon() {
        if (reading.isComplete()) {
            long wait = pause.minusNanos(System.nanoTime() - readAt).toMillis();
            Future<?> due = wait > 0 ? vertx.timer(wait) : Future.succeededFuture();
            reading = due.compose(now -> read());
        }
        return reading;
    }

    private Future<Void> read() {
        return vertx.executeBlocking(source::readNow, false)
                .timeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                .transform((read, failure) -> {
                    noteRead();
                    if (failure == null) {
                        keys = read;
                        LOGGER.atInfo().addKeyValue("keys", read.ids()).log("opening keys were read anew");
                    } else {
                        LOGGER.atWarn()
                                .addKeyValue("error", failure.getMessage())
                                .log("opening keys could not be read anew; going on with those that there are");
                    }
                    return Future.succeededFuture();
                });
    }

    private synchronized void noteRead() {
        readAt = System.nanoTime();
    }

    private static <T> Future<T> onMyContext(Future<T> future) {
        Context context = Vertx.currentContext();
        return context == null ? future : Future.fromCompletionStage(future.toCompletionStage(), context);
    }
}
