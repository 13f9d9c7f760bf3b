package dev.passback.gateway.delivery;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.submission.SubmissionId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Callers of this node that wait for the outcome of what they sent. Any thread. */
public final class Waiters {

    private record Waiter(Promise<Settled> told, long deadline) {}

    private final Map<SubmissionId, Waiter> waiting = new ConcurrentHashMap<>();

    /**
     * The outcome of a submission that is about to be accepted: as soon as it is settled or it is sure that it will not be in time,
     * at the latest after {@code within}; nothing where this node learnt none by then. Comes on the caller's context.
     */
    public Future<Optional<Settled>> await(Vertx vertx, SubmissionId id, Duration within) {
        Context context = vertx.getOrCreateContext();
        Promise<Settled> told = Promise.promise();
        waiting.put(id, new Waiter(told, System.nanoTime() + within.toNanos()));
        Promise<Optional<Settled>> answer = Promise.promise();
        told.future()
                .map(Optional::of)
                .timeout(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS)
                .otherwise(tooLate -> Optional.empty())
                .onComplete((settled, impossible) -> context.runOnContext(here -> {
                    waiting.remove(id);
                    answer.complete(settled);
                }));
        return answer.future();
    }

    /** Nobody waits for it any more: it was not accepted. */
    public void forget(SubmissionId id) {
        waiting.remove(id);
    }

    /** Tells all that wait that nothing more will be known here: this node stops. */
    public void release() {
        waiting.values().forEach(waiter -> waiter.told.tryFail("stopping"));
    }

    /** Tells whoever waits. */
    void tell(Settled settled) {
        Waiter waiter = waiting.get(settled.id());
        if (waiter != null && !anotherAttemptInTime(settled.next(), waiter.deadline)) {
            waiter.told.tryComplete(settled);
        }
    }

    private static boolean anotherAttemptInTime(NextStep next, long deadline) {
        return next instanceof NextStep.Again again
                && System.nanoTime() + again.delay().toNanos() < deadline;
    }
}
