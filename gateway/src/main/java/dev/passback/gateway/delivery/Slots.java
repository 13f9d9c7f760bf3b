package dev.passback.gateway.delivery;

import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The slots of this node: how many calls it may have in flight for each integration now. Taking one asks no database;
 * {@link SlotLoop} leases them in bulk. Any thread.
 */
public final class Slots {

    private final Map<IntegrationRef, Share> shares = new ConcurrentHashMap<>();
    private volatile Runnable hungry = () -> {};

    /** What is to be done when somebody went without a slot. */
    void whenHungry(Runnable ask) {
        hungry = ask;
    }

    /** Takes a slot for a first attempt, if one is free. */
    public boolean takeDirect(Integration integration) {
        boolean taken = share(integration.ref()).takeDirect(System.nanoTime());
        if (!taken) {
            hungry.run();
        }
        return taken;
    }

    /** Gives a slot of a first attempt back. */
    public void giveBackDirect(IntegrationRef ref) {
        share(ref).giveBackDirect();
    }

    /** Takes as many slots as are free for a backlog, perhaps none. */
    int take(Integration integration) {
        int taken = share(integration.ref()).take(integration.limits().cap(), System.nanoTime());
        if (taken == 0) {
            hungry.run();
        }
        return taken;
    }

    void giveBack(IntegrationRef ref, int count) {
        share(ref).giveBack(count);
    }

    /** All calls in flight. */
    public int inFlight() {
        return shares.values().stream().mapToInt(Share::busy).sum();
    }

    /** All calls that this node may have in flight, with those that are. */
    public int leased() {
        return shares.values().stream().mapToInt(Share::leased).sum();
    }

    Share share(IntegrationRef ref) {
        return shares.computeIfAbsent(ref, none -> new Share());
    }

    Map<IntegrationRef, Share> shares() {
        return shares;
    }
}
