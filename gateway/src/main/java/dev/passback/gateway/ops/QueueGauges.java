package dev.passback.gateway.ops;

import dev.passback.db.delivery.QueueWatch.Figures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What {@link dev.passback.db.delivery.QueueWatch} last saw. Every node tells of the same queue: take the greatest, not the sum. */
public final class QueueGauges {

    private volatile Figures figures = Figures.NONE;

    public QueueGauges(MeterRegistry registry) {
        Gauge.builder("passback.oldest.due.age", this, gauges -> gauges.figures.oldestDueSeconds())
                .description("how long the oldest due submission of an active integration has waited")
                .baseUnit("seconds")
                .register(registry);
        open(registry, "queued", Figures::queued);
        open(registry, "sending", Figures::sending);
        open(registry, "held", Figures::held);
        Gauge.builder("passback.problems.open", this, gauges -> gauges.figures.problems())
                .description("problems that nobody has acknowledged, muted or resolved")
                .register(registry);
        integrations(registry, "blocked", Figures::blocked);
        integrations(registry, "paused", Figures::paused);
    }

    private void open(MeterRegistry registry, String state, ToDoubleFunction<Figures> count) {
        Gauge.builder("passback.open", this, gauges -> count.applyAsDouble(gauges.figures))
                .description("submissions that are open, by state; no more than 100,000 are counted")
                .tag("state", state)
                .register(registry);
    }

    private void integrations(MeterRegistry registry, String state, ToDoubleFunction<Figures> count) {
        Gauge.builder("passback.integrations", this, gauges -> count.applyAsDouble(gauges.figures))
                .description("integrations that send nothing, by state")
                .tag("state", state)
                .register(registry);
    }

    /** This is how things stand. */
    public void saw(Figures seen) {
        figures = seen;
    }
}
