package dev.passback.gateway.delivery;

import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.gateway.integration.IntegrationCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Takes due submissions from the queue, for each integration no more than it has free slots: work waits in the database, not in
 * memory. Polling is the guarantee; {@link #wake()} only makes it sooner.
 */
public final class DeliveryLoop {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DeliveryQueue queue;
    private final IntegrationCache integrations;
    private final Slots slots;
    private final DeliveryAttempt attempts;
    private final Loop loop;

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

    /** Something became due, or a slot free while there is a backlog. */
    public void wake() {
        loop.wake();
    }

    /** No new claim; what is claimed goes on. */
    public Future<Void> stop() {
        return loop.stop();
    }

    /** Makes the first attempt of what was just accepted, in a slot that the caller has taken. */
    public Future<Settled> first(Claimed claimed, Integration integration, long claimedAt) {
        return attempts.run(claimed, integration, claimedAt).eventually(() -> {
            slots.giveBackDirect(integration.ref());
            return freed(integration.ref());
        });
    }

    private Future<Void> round() {
        return queue.due().compose(due -> {
            return Future.join(due.stream().map(this::claim).toList()).mapEmpty();
        });
    }

    private Future<Void> claim(IntegrationRef ref) {
        return integrations.find(ref).compose(found -> found.map(this::claim).orElse(Future.succeededFuture()));
    }

    private Future<Void> claim(Integration integration) {
        int free = slots.take(integration);
        if (free == 0) {
            return Future.succeededFuture();
        }
        long claimedAt = System.nanoTime();
        return queue.claim(integration.ref(), free, integration.limits().lease())
                .onFailure(down -> slots.giveBack(integration.ref(), free))
                .map(claimed -> {
                    slots.giveBack(integration.ref(), free - claimed.size());
                    slots.share(integration.ref()).claimed(claimed.size() == free);
                    claimed.forEach(one -> send(one, integration, claimedAt));
                    return null;
                });
    }

    private void send(Claimed claimed, Integration integration, long claimedAt) {
        attempts.run(claimed, integration, claimedAt).eventually(() -> {
            slots.giveBack(integration.ref(), 1);
            return freed(integration.ref());
        });
    }

    private Future<Void> freed(IntegrationRef ref) {
        if (slots.share(ref).backlog()) {
            loop.wake();
        }
        return Future.succeededFuture();
    }
}
