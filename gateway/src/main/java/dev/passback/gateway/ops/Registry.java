package dev.passback.gateway.ops;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;

/** Where all that is measured is kept: of this process by itself, and of Vert.x's pools. What is scraped never blocks. */
public final class Registry {

    private Registry() {}

    /** A new one, which knows of the process. */
    public static PrometheusMeterRegistry create() {
        return create(false);
    }

    /**
     * A new one, which knows of the process.
     *
     * @param traced whether what is measured within a span has its trace as an example
     */
    public static PrometheusMeterRegistry create(boolean traced) {
        PrometheusMeterRegistry registry = traced
                ? new PrometheusMeterRegistry(
                        PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new CurrentSpan())
                : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // the two pools of one address would be one gauge; each pool tells of itself anyway
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.sql."));
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics())
                .forEach(of -> of.bindTo(registry));
        Gauge.builder("passback.build.info", () -> 1)
                .description("which version runs")
                .tag("version", Build.current().version())
                .register(registry);
        return registry;
    }

    /** Has Vert.x tell of its pools; of requests Passback tells itself, with names that are fewer and mean something. */
    public static MicrometerMetricsFactory pools(PrometheusMeterRegistry registry) {
        return new MicrometerMetricsFactory(registry);
    }

    /** The options for that. */
    public static MicrometerMetricsOptions poolsOnly() {
        EnumSet<MetricsDomain> others = EnumSet.allOf(MetricsDomain.class);
        others.remove(MetricsDomain.NAMED_POOLS);
        MicrometerMetricsOptions options = new MicrometerMetricsOptions();
        options.setEnabled(true);
        others.forEach(options::addDisabledMetricsCategory);
        return options;
    }
}
