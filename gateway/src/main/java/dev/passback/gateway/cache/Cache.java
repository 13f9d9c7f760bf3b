package dev.passback.gateway.cache;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Remembers look-ups for a short while, in bounded number. Those that ask for the same at once share one look-up; one that
 * failed is not remembered. Any thread; an answer comes on the caller's context.
 */
public final class Cache<K, V> {

    private static final int MOST = 10_000;

    private final AsyncLoadingCache<K, V> known;

    public Cache(Duration kept, Function<K, Future<V>> lookUp) {
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(kept)
                .maximumSize(MOST)
                .buildAsync(
                        (key, threads) -> lookUp.apply(key).toCompletionStage().toCompletableFuture());
    }

    public Future<V> get(K key) {
        CompletableFuture<V> value = known.get(key);
        if (value.state() == java.util.concurrent.Future.State.SUCCESS) {
            return Future.succeededFuture(value.resultNow());
        }
        Context context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(value) : Future.fromCompletionStage(value, context);
    }
}
