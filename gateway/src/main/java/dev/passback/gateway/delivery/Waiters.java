package dev.passback.gateway.delivery;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.SubmissionStates;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Callers of this node that wait for the outcome of what they sent. Any thread. */
public final class Waiters {

    private static final int MOST_ASKED = 1_000;
    private static final Duration ASK_AFTER = Duration.ofMillis(500);

    private record Waiter(TenantId tenant, Promise<Settled> told, long since, long deadline) {}

    private final Map<SubmissionId, Waiter> waiting = new ConcurrentHashMap<>();

    /**
     * The outcome of a submission that is about to be accepted: as soon as it is settled or it is sure that it will not be in time,
     * at the latest after {@code within}; nothing where this node learnt none by then. Comes on the caller's context.
     */
    public Future<Optional<Settled>> await(Vertx vertx, TenantId tenant, SubmissionId id, Duration within) {
        Context context = vertx.getOrCreateContext();
        Promise<Settled> told = Promise.promise();
        long now = System.nanoTime();
        waiting.put(id, new Waiter(tenant, told, now, now + within.toNanos()));
        // A timer of the caller's own loop: Future.timeout would have another thread woken for each caller.
        long timer = vertx.setTimer(Math.max(1, within.toMillis()), late -> told.tryFail("the wait is over"));
        Promise<Optional<Settled>> answer = Promise.promise();
        told.future()
                .onComplete((settled, unknown) -> context.runOnContext(here -> {
                    vertx.cancelTimer(timer);
                    waiting.remove(id);
                    answer.complete(Optional.ofNullable(settled));
                }));
        return answer.future();
    }

    /** Nobody waits for it any more: it was not accepted. */
    public void forget(SubmissionId id) {
        waiting.remove(id);
    }

    /**
     * Lets those go whose submission another node has settled: what it came to is in the database. Asks for at most
     * {@value #MOST_ASKED} of a tenant at once, those that have waited for a while.
     */
    public Future<Void> askAround(SubmissionStates states) {
        long before = System.nanoTime() - ASK_AFTER.toNanos();
        Map<TenantId, List<SubmissionId>> asked = new HashMap<>();
        waiting.forEach((id, waiter) -> {
            List<SubmissionId> ids = asked.computeIfAbsent(waiter.tenant, first -> new ArrayList<>());
            if (waiter.since - before < 0 && ids.size() < MOST_ASKED) {
                ids.add(id);
            }
        });
        asked.values().removeIf(List::isEmpty);
        return Future.join(asked.entrySet().stream()
                        .map(tenant -> states.ended(tenant.getKey(), tenant.getValue())
                                .onSuccess(ended -> ended.forEach(this::letGo)))
                        .toList())
                .mapEmpty();
    }

    private void letGo(SubmissionId id) {
        Waiter waiter = waiting.get(id);
        if (waiter != null) {
            waiter.told.tryFail("settled by another node");
        }
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
