package dev.passback.gateway.ops;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.OutcomeKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What the program counts. Names begin with {@code passback_}; labels have few values, never an id. Any thread. */
public final class Metrics {

    private final PrometheusMeterRegistry registry;
    private final Counter accepted;
    private final Counter unstored;
    private final Map<OutcomeKind, Timer> attempts = new EnumMap<>(OutcomeKind.class);
    private final AtomicReference<Double> oldestDue = new AtomicReference<>(0.0);

    public Metrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
        this.accepted = Counter.builder("passback.accepted")
                .description("submissions stored and promised to be sent")
                .register(registry);
        this.unstored = Counter.builder("passback.unstored")
                .description("result links answered 503 because they could not be stored")
                .register(registry);
        for (OutcomeKind kind : OutcomeKind.values()) {
            attempts.put(
                    kind,
                    Timer.builder("passback.attempts")
                            .description("calls to upstreams, by what they came to")
                            .tag("outcome", kind.word())
                            .publishPercentileHistogram()
                            .register(registry));
        }
        Gauge.builder("passback.oldest.due.age", oldestDue, AtomicReference::get)
                .description("how long the oldest due submission of an active integration has waited")
                .baseUnit("seconds")
                .register(registry);
    }

    public void accepted() {
        accepted.increment();
    }

    public void unstored() {
        unstored.increment();
    }

    /** A request was answered 429 for a tenant's limit of {@code requests} or {@code links}. */
    public void limited(String limit) {
        registry.counter("passback.limited", "limit", limit).increment();
    }

    public void attempted(AttemptResult result) {
        Timer timer = attempts.get(result.outcome().kind());
        if (timer != null) {
            timer.record(result.timing().total());
        }
    }

    public void oldestDue(double seconds) {
        oldestDue.set(seconds);
    }

    /** Calls in flight, asked for when scraped. */
    public void inFlight(Supplier<Number> count) {
        Gauge.builder("passback.in.flight", count)
                .description("calls to upstreams in flight on this node")
                .register(registry);
    }
}
