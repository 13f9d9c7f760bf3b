package dev.passback.gateway.delivery;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.gateway.integration.IntegrationCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes due submissions from the queue, for each integration no more than it has free slots: work waits in the database, not in
 * memory. Polling is the guarantee; between two rounds an integration with a backlog is claimed from whenever one of its slots
 * falls free, so one integration's pace is nothing to the others.
 */
public final class DeliveryLoop {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DeliveryQueue queue;
    private final IntegrationCache integrations;
    private final Slots slots;
    private final DeliveryAttempt attempts;
    private final Loop loop;
    // what is being claimed from now: one claim at a time takes what several would fight for
    private final Set<IntegrationRef> claiming = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public DeliveryLoop(
            Vertx vertx, DeliveryQueue queue, IntegrationCache integrations, Slots slots, DeliveryAttempt attempts) {
        this.queue = queue;
        this.integrations = integrations;
        this.slots = slots;
        this.attempts = attempts;
        this.loop = new Loop(vertx, "delivery", PAUSE, this::round);
    }

    public void start() {
        loop.start();
    }

    /** Slots were leased for what may be due. */
    public void wake() {
        loop.wake();
    }

    /** A submission was stored that found no free slot. */
    public void queued(IntegrationRef ref) {
        slots.share(ref).claimed(true);
        claim(ref);
    }

    /** No new claim; what is claimed goes on. */
    public Future<Void> stop() {
        stopping = true;
        return loop.stop();
    }

    /** Makes the first attempt of what was just accepted, in a slot that the caller has taken. */
    public Future<Settled> first(Claimed claimed, Integration integration, long claimedAt) {
        return attempt(claimed, integration, claimedAt).eventually(() -> {
            slots.giveBackDirect(integration.ref());
            return freed(integration.ref());
        });
    }

    private Future<Void> round() {
        return queue.due()
                .compose(due -> Future.join(due.stream().map(this::claim).toList()))
                .mapEmpty();
    }

    private Future<Void> claim(IntegrationRef ref) {
        if (stopping || !claiming.add(ref)) {
            return Future.succeededFuture();
        }
        return integrations
                .find(ref)
                .compose(found -> found.map(this::claim).orElse(Future.succeededFuture(false)))
                .eventually(() -> {
                    claiming.remove(ref);
                    return Future.succeededFuture();
                })
                .compose(more -> more ? claim(ref) : Future.succeededFuture());
    }

    /** Whether there is more than there were slots for: they may have fallen free meanwhile. */
    private Future<Boolean> claim(Integration integration) {
        int free = slots.take(integration);
        if (free == 0) {
            return Future.succeededFuture(false);
        }
        long claimedAt = System.nanoTime();
        return queue.claim(integration.ref(), free, integration.limits().lease())
                .onFailure(down -> slots.giveBack(integration.ref(), free))
                .map(claimed -> {
                    boolean more = claimed.size() == free;
                    slots.giveBack(integration.ref(), free - claimed.size());
                    slots.share(integration.ref()).claimed(more);
                    claimed.forEach(one -> send(one, integration, claimedAt));
                    return more;
                });
    }

    private Future<Settled> attempt(Claimed claimed, Integration integration, long claimedAt) {
        return attempts.run(claimed, integration, claimedAt).onSuccess(settled -> {
            if (settled.next() instanceof NextStep.AwaitRelease) {
                integrations.forget(integration.ref());
            }
        });
    }

    private void send(Claimed claimed, Integration integration, long claimedAt) {
        attempt(claimed, integration, claimedAt).eventually(() -> {
            slots.giveBack(integration.ref(), 1);
            return freed(integration.ref());
        });
    }

    private Future<Void> freed(IntegrationRef ref) {
        if (slots.share(ref).backlog()) {
            claim(ref);
        }
        return Future.succeededFuture();
    }
}
