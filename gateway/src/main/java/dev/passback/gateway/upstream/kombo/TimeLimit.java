package dev.passback.gateway.upstream.kombo;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A time-out that the caller's own event loop keeps: for {@link Future#timeout} another thread is woken, twice a call. */
final class TimeLimit {

    private TimeLimit() {}

    /** What comes of it, or {@link TimeoutException} if nothing does in time; what comes later is nobody's. */
    static <T> Future<T> within(Vertx vertx, Duration length, Future<T> awaited) {
        if (awaited.isComplete()) {
            return awaited;
        }
        Promise<T> inTime = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, length.toMillis()), late -> inTime.tryFail(new TimeoutException()));
        awaited.onComplete((value, failure) -> {
            vertx.cancelTimer(timer);
            if (failure == null) {
                inTime.tryComplete(value);
            } else {
                inTime.tryFail(failure);
            }
        });
        return inTime.future();
    }
}
