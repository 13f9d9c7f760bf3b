package dev.passback.gateway.sandbox.ledger;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers the calls that came in and counts them: every call exactly once, safe from any thread.
 *
 * <p>Bodies are kept for the newest calls only; the counts go on. An integration's count is forgotten only after calls
 * for {@value #INTEGRATIONS} other integrations.
 */
public final class Ledger {

    /** How many calls a sandbox keeps unless told otherwise. */
    public static final int CALLS = 200_000;

    private static final long CHARACTERS = 128L * 1024 * 1024;
    private static final int INTEGRATIONS = 10_000;
    private static final int TARGETS = 1_000_000;

    private final int bound;
    private final ArrayDeque<Call> calls = new ArrayDeque<>();
    private final Map<String, Count> counts = new LatestUsed<>(INTEGRATIONS);
    private long sequence;
    private long dropped;
    private long characters;
    private int targets;

    /** Keeps the newest {@code bound} calls, fewer where their bodies are large (128 Mi characters in all). */
    public Ledger(int bound) {
        this.bound = bound;
    }

    /** Notes a call that was read to its end, with what is going to be answered. */
    public synchronized Call note(Received received, String answered, boolean taken) {
        sequence++;
        Call call = new Call(sequence, Instant.now(), received, answered, taken);
        calls.addLast(call);
        characters += received.weight();
        dropOldest();
        count(call);
        return call;
    }

    /** The calls that are kept, oldest first. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many calls were forgotten because there were too many. */
    public synchronized long dropped() {
        return dropped;
    }

    /** The calls asked for. */
    public synchronized CallPage page(CallQuery query) {
        List<Call> found = new ArrayList<>();
        long total = 0;
        for (Call call : calls) {
            if (query.concerns(call)) {
                total++;
                if (call.sequence() > query.after() && found.size() < query.limit()) {
                    found.add(call);
                }
            }
        }
        return new CallPage(found, total, dropped);
    }

    /** The counts by integration id. */
    public synchronized Map<String, Tally> tallies() {
        Map<String, Tally> tallies = new TreeMap<>();
        counts.forEach((integration, count) -> tallies.put(integration, count.tally()));
        return tallies;
    }

    /** False once there were more different targets than are told apart; {@code distinctTargets} is too low then. */
    public synchronized boolean allTargetsCounted() {
        return targets < TARGETS;
    }

    /** Forgets all calls and counts. */
    public synchronized void empty() {
        calls.clear();
        counts.clear();
        dropped = 0;
        characters = 0;
        targets = 0;
    }

    private void dropOldest() {
        while (calls.size() > bound || (characters > CHARACTERS && calls.size() > 1)) {
            characters -= calls.removeFirst().received().weight();
            dropped++;
        }
    }

    private void count(Call call) {
        Count count = counts.computeIfAbsent(call.integration(), first -> new Count());
        count.calls++;
        count.taken += call.taken() ? 1 : 0;
        if (targets < TARGETS && count.targets.add(call.target())) {
            targets++;
        }
    }

    private static final class Count {
        private final Set<Target> targets = new HashSet<>();
        private long calls;
        private long taken;

        Tally tally() {
            return new Tally(calls, taken, targets.size());
        }
    }
}
