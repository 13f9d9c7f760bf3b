package dev.passback.gateway.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** By how much an event loop is behind: a timer that is late by as much as whatever else was on the loop has taken. */
public final class LoopLag {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Timer lag;
    private long due;

    private LoopLag(MeterRegistry registry) {
        this.lag = Timer.builder("passback.event.loop.lag")
                .description("how late the event loop of the API is")
                .register(registry);
    }

    /** Measures the loop of the current context until Vert.x is closed. */
    public static void measure(Vertx vertx, MeterRegistry registry) {
        LoopLag measured = new LoopLag(registry);
        measured.due = System.nanoTime() + PAUSE.toNanos();
        vertx.setPeriodic(PAUSE.toMillis(), timer -> measured.look());
    }

    private void look() {
        long now = System.nanoTime();
        lag.record(Math.max(0, now - due), TimeUnit.NANOSECONDS);
        due = now + PAUSE.toNanos();
    }
}
