package dev.passback.gateway.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;

/**
 * Remembers look-ups for a short while from their beginning, in bounded number. Those that ask for the same at once share one
 * look-up; one that failed is not remembered. Any thread; an answer comes on the caller's context.
 */
public final class Cache<K, V> {

    private static final int MOST = 10_000;

    // Futures as values: Caffeine's own asynchronous cache writes a stack trace to standard error for each that fails.
    private final com.github.benmanes.caffeine.cache.Cache<K, Future<V>> known;
    private final Function<K, Future<V>> lookUp;

    public Cache(Duration kept, Function<K, Future<V>> lookUp) {
        this.known =
                Caffeine.newBuilder().expireAfterWrite(kept).maximumSize(MOST).build();
        this.lookUp = lookUp;
    }

    public Future<V> get(K key) {
        Future<V> value = known.get(key, lookUp);
        if (value.succeeded()) {
            return Future.succeededFuture(value.result());
        }
        value.onFailure(failure -> known.asMap().remove(key, value));
        Context context = Vertx.currentContext();
        return context == null ? value : Future.fromCompletionStage(value.toCompletionStage(), context);
    }

    /** What is remembered of this is out of date. */
    public void forget(K key) {
        known.asMap().remove(key);
    }
}
