package dev.passback.gateway.delivery;

import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many calls this node has in flight for each integration, never more than the integration's cap. Any thread. */
public final class Slots {

    private final Map<IntegrationRef, Integer> taken = new ConcurrentHashMap<>();

    /** Takes as many of the wanted slots as are free, perhaps none; each is to be given back. */
    public int take(Integration integration, int wanted) {
        int[] got = {0};
        taken.compute(integration.ref(), (ref, before) -> {
            int busy = before == null ? 0 : before;
            got[0] = Math.clamp((long) integration.limits().cap() - busy, 0, wanted);
            return busy + got[0] == 0 ? null : busy + got[0];
        });
        return got[0];
    }

    /** Gives slots back. */
    public void giveBack(IntegrationRef ref, int count) {
        taken.computeIfPresent(ref, (same, busy) -> busy <= count ? null : busy - count);
    }

    /** All calls in flight. */
    public int inFlight() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
