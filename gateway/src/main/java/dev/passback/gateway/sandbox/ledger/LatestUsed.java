package dev.passback.gateway.sandbox.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map with a bound: the entry that was not used for the longest time gives way. Not safe for several threads. */
public final class LatestUsed<K, V> extends LinkedHashMap<K, V> {

    private final int bound;

    public LatestUsed(int bound) {
        super(16, 0.75f, true);
        this.bound = bound;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > bound;
    }
}
