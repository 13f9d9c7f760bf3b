package dev.passback.systemtests.delivery;

import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Callers that post without pause until they are stopped, each link for a candidate of its own, never again what was not answered.
 * What they were told is noted outside of the program under test.
 */
final class Load implements AutoCloseable {

    private static final int CALLERS = 16;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(20);
    private static final AtomicInteger CANDIDATES = new AtomicInteger();

    private final Supplier<Caller> caller;
    private final String integration;
    private final Map<String, String> promises = new ConcurrentHashMap<>();
    private final Queue<Reply> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    private Load(Supplier<Caller> caller, String integration) {
        this.caller = caller;
        this.integration = integration;
    }

    static Load on(Caller caller, String integration) {
        return on(() -> caller, integration);
    }

    /** Each post goes to the next caller. */
    static Load on(Supplier<Caller> caller, String integration) {
        Load load = new Load(caller, integration);
        for (int i = 0; i < CALLERS; i++) {
            load.threads.add(Thread.ofVirtual().start(load::post));
        }
        return load;
    }

    /** Submission ids that were answered 2xx, with their candidates. */
    Map<String, String> promises() {
        return promises;
    }

    /** Answers that were no promise. */
    Queue<Reply> refusals() {
        return refusals;
    }

    /** Requests that had no whole answer. */
    int broken() {
        return broken.get();
    }

    /** Stops when the requests under way are answered or broken. */
    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void post() {
        while (!stopping) {
            String candidate = "load-" + CANDIDATES.incrementAndGet();
            try {
                note(candidate, caller.get().post(integration, candidate));
            } catch (IOException unanswered) {
                broken.incrementAndGet();
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            }
        }
    }

    private void note(String candidate, Reply reply) {
        if (reply.isPromise()) {
            promises.put(reply.submission(), candidate);
        } else {
            refusals.add(reply);
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
        }
    }
}
