package dev.passback.gateway.sandbox.ledger;

import java.util.Map;

/**
 * Counts the calls of each integration that are not answered yet, against Kombo's concurrency limit. Safe from any
 * thread.
 *
 * <p>A call is in flight from the moment its request was read until its answer was written or its connection was gone.
 */
public final class InFlight {

    /** Kombo's own limit. */
    public static final int DEFAULT_LIMIT = 30;

    /** Stands for all integrations without a limit of their own. */
    public static final String ANY = "*";

    private static final int INTEGRATIONS = 10_000;

    private final Map<String, Gauge> gauges = new LatestUsed<>(INTEGRATIONS);
    private Map<String, Integer> limits = Map.of();

    /** Counts a call in. False if it is more than the limit allows; it is to be counted out all the same. */
    public synchronized boolean enter(String integration) {
        Gauge gauge = gauges.computeIfAbsent(integration, first -> new Gauge());
        gauge.now++;
        gauge.highest = Math.max(gauge.highest, gauge.now);
        return gauge.now <= limit(integration);
    }

    /** Counts a call out. */
    public synchronized void leave(String integration) {
        Gauge gauge = gauges.get(integration);
        if (gauge != null) {
            gauge.now--;
        }
    }

    public synchronized int now(String integration) {
        Gauge gauge = gauges.get(integration);
        return gauge == null ? 0 : gauge.now;
    }

    /** The most that were in flight at once, the refused ones included: more than the limit means it was overrun. */
    public synchronized int highest(String integration) {
        Gauge gauge = gauges.get(integration);
        return gauge == null ? 0 : gauge.highest;
    }

    public synchronized int limit(String integration) {
        Integer own = limits.get(integration);
        return own != null ? own : limits.getOrDefault(ANY, DEFAULT_LIMIT);
    }

    /** Replaces all limits, by integration id or {@link #ANY}. */
    public synchronized void replaceLimits(Map<String, Integer> replacement) {
        limits = Map.copyOf(replacement);
    }

    public synchronized Map<String, Integer> limits() {
        return limits;
    }

    /** Forgets the highest counts; calls in flight stay counted. */
    public synchronized void forgetHighest() {
        gauges.values().removeIf(gauge -> gauge.now == 0);
        gauges.values().forEach(gauge -> gauge.highest = gauge.now);
    }

    private static final class Gauge {
        private int now;
        private int highest;
    }
}
