package dev.passback.gateway.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Keys of one kind that were looked up, in bounded number; that there is none is remembered too. Those that ask for the same at once
 * share one look-up; one that failed is not remembered. Any thread; an answer comes on the caller's context.
 */
final class KnownKeys<C> {

    private static final int MOST = 20_000;
    // What nobody was told of, such as a change by hand that lay open for long, is found out after this.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private record Look<C>(long askedAt, Future<Optional<Key<C>>> answer) {}

    /** Looks a key up in the database. */
    @FunctionalInterface
    interface LookUp<C> {
        Future<Optional<Key<C>>> find(String id, long askedAt);
    }

    private final Cache<String, Look<C>> looks =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();
    private final LookUp<C> database;
    private final LongSupplier clock;
    private final LongPredicate trusted;

    /**
     * An empty memory.
     *
     * @param trusted whether what was looked up at this time may still be believed
     */
    KnownKeys(LookUp<C> database, LongSupplier clock, LongPredicate trusted) {
        this.database = database;
        this.clock = clock;
        this.trusted = trusted;
    }

    /** The key with this id, from memory where that may be believed. */
    Future<Optional<Key<C>>> find(String id) {
        Look<C> look = looks.getIfPresent(id);
        if (look == null || !holds(look)) {
            look = looks.asMap().compute(id, (key, other) -> other != null && holds(other) ? other : ask(key));
        }
        Future<Optional<Key<C>>> answer = look.answer;
        if (answer.succeeded()) {
            return Future.succeededFuture(answer.result());
        }
        Context context = Vertx.currentContext();
        return context == null ? answer : Future.fromCompletionStage(answer.toCompletionStage(), context);
    }

    private Look<C> ask(String id) {
        long askedAt = clock.getAsLong();
        return new Look<>(askedAt, database.find(id, askedAt));
    }

    /** Under way, or believed. */
    private boolean holds(Look<C> look) {
        return !look.answer.isComplete() || (look.answer.succeeded() && trusted.test(look.askedAt));
    }

    /** It changed: the next one that asks is answered by the database, also where a look-up is under way. */
    void forget(String id) {
        looks.asMap().remove(id);
    }

    /** As {@link #forget}, for all keys whose caller is like this. */
    void forgetAllOf(Predicate<C> callers) {
        looks.asMap()
                .values()
                .removeIf(look -> !look.answer.succeeded()
                        || look.answer.result().map(Key::caller).filter(callers).isPresent());
    }

    void forgetAll() {
        looks.invalidateAll();
    }
}
