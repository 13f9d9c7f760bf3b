package dev.passback.gateway.ops;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.db.webhook.Delivery;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What the way of a submission counts. Names begin with {@code passback_}; labels have few values: tenants by name up to
 * {@value #MOST_TENANTS}, never an id. Any thread.
 */
public final class Metrics {

    static final int MOST_TENANTS = 200;
    static final String OTHER_TENANTS = "(other)";

    // few enough that a dozen histograms do not fill a scrape; finest where a database's commit and a good upstream are
    private static final Duration[] BUCKETS = IntStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Counter[] answers;
    private final Counter unstored;
    private final Timer accepting;
    private final Timer settling;
    private final Map<OutcomeKind, Timer> attempts = new EnumMap<>(OutcomeKind.class);

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        this.answers = IntStream.rangeClosed(1, 5)
                .mapToObj(hundreds -> Counter.builder("passback.answers")
                        .description("answers of the API, by class of their status")
                        .tag("class", hundreds + "xx")
                        .register(registry))
                .toArray(Counter[]::new);
        this.unstored = Counter.builder("passback.unstored")
                .description("result links answered 503 because they could not be stored")
                .register(registry);
        this.accepting = timer("passback.accept", "from a checked result link to its commit")
                .register(registry);
        this.settling = timer("passback.settle", "from an upstream's answer to the commit of what came of it")
                .register(registry);
        // from the start, so that the first one is seen as a rise
        List.of("requests", "links").forEach(this::limitedBy);
        List.of("delivered", "again", "failed").forEach(this::webhooks);
        for (OutcomeKind kind : OutcomeKind.values()) {
            attempts.put(
                    kind,
                    timer("passback.attempts", "calls to upstreams, by what they came to")
                            .tag("outcome", kind.word())
                            .register(registry));
        }
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
    }

    /** A submission is stored and promised to be sent; its commit took so long. */
    public void accepted(String tenant, long nanos) {
        accepting.record(nanos, TimeUnit.NANOSECONDS);
        Counter known = accepted.get(tenant);
        (known == null ? newcomer(tenant) : known).increment();
    }

    private Counter newcomer(String tenant) {
        return accepted.computeIfAbsent(accepted.size() < MOST_TENANTS ? tenant : OTHER_TENANTS, this::counter);
    }

    private Counter counter(String tenant) {
        return Counter.builder("passback.accepted")
                .description("submissions stored and promised to be sent, by tenant")
                .tag("tenant", tenant)
                .register(registry);
    }

    public void unstored() {
        unstored.increment();
    }

    /** The API has answered. */
    public void answered(int status) {
        int hundreds = status / 100;
        if (hundreds >= 1 && hundreds <= answers.length) {
            answers[hundreds - 1].increment();
        }
    }

    /** A request was answered 429 for a tenant's limit of {@code requests} or {@code links}. */
    public void limited(String limit) {
        limitedBy(limit).increment();
    }

    private Counter limitedBy(String limit) {
        return Counter.builder("passback.limited")
                .description("requests answered 429, by the limit that they were beyond")
                .tag("limit", limit)
                .register(registry);
    }

    public void attempted(AttemptResult result) {
        Timer timer = attempts.get(result.outcome().kind());
        if (timer != null) {
            timer.record(result.timing().total());
        }
    }

    /** What an attempt came to is written down; that took so long. */
    public void settled(long nanos) {
        settling.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A webhook's message was sent, and this follows. */
    public void webhook(Delivery.Next next) {
        webhooks(
                        switch (next) {
                            case Delivery.Next.Done done -> "delivered";
                            case Delivery.Next.Again again -> "again";
                            case Delivery.Next.Never never -> "failed";
                        })
                .increment();
    }

    private Counter webhooks(String next) {
        return Counter.builder("passback.webhooks")
                .description("messages sent to webhooks, by what follows")
                .tag("next", next)
                .register(registry);
    }

    /** What is to be told of each batch that is written: how many rows it has. */
    public IntConsumer batches(String name) {
        return DistributionSummary.builder("passback.batch.rows")
                .description("rows that shared one commit")
                .tag("batch", name)
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200)
                .register(registry)::record;
    }

    /** The slots of this node, asked for when scraped. */
    public void slots(Supplier<Number> inFlight, Supplier<Number> leased) {
        Gauge.builder("passback.in.flight", inFlight)
                .description("calls to upstreams in flight on this node")
                .register(registry);
        Gauge.builder("passback.slots", leased)
                .description("calls to upstreams that this node may have in flight now")
                .register(registry);
    }
}
