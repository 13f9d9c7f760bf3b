package dev.passback.gateway.trace;

import dev.passback.core.submission.TraceContext;
import dev.passback.db.delivery.Claimed;
import dev.passback.gateway.ops.Build;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The way of a submission as spans: its request, its commit, each of its attempts. What is exported is kept in a bounded buffer by threads
 * of OpenTelemetry's own; when that is full or the collector away, spans are lost and nothing else. No span holds a body, an address of a
 * candidate or a credential. Any thread.
 */
public final class Tracing {

    static final AttributeKey<String> SUBMISSION = AttributeKey.stringKey("passback.submission.id");
    static final AttributeKey<String> INTEGRATION = AttributeKey.stringKey("passback.integration.id");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final String KEY = "trace";
    private static final String TRACE_PARENT = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final Duration LONGEST_EXPORT = Duration.ofSeconds(5);
    // a node that stops is killed soon after its deadline
    private static final Duration LAST_EXPORT = Duration.ofSeconds(2);

    private final Tracer tracer;
    private final Optional<SdkTracerProvider> exporting;

    private Tracing(TracerProvider provider, Optional<SdkTracerProvider> exporting) {
        this.tracer = provider.get("dev.passback");
        this.exporting = exporting;
    }

    /** Traces nothing. */
    public static Tracing off() {
        return new Tracing(TracerProvider.noop(), Optional.empty());
    }

    /** Exports to a collector, or does nothing where there is none. */
    public static Tracing of(Optional<TraceSettings> settings, String node) {
        return settings.map(to -> to(to, node)).orElseGet(Tracing::off);
    }

    private static Tracing to(TraceSettings settings, String node) {
        logAsWeDo();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", "passback")
                        .put("service.version", Build.current().version())
                        .put("service.instance.id", node)
                        .build()))
                .setSampler(Sampler.parentBased(new LinkedSampler(Sampler.traceIdRatioBased(settings.share()))))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(settings.endpoint())
                                .setTimeout(LONGEST_EXPORT)
                                .build())
                        .build())
                .build();
        return new Tracing(provider, Optional.of(provider));
    }

    /** What OpenTelemetry has to say goes through java.util.logging. */
    private static void logAsWeDo() {
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }

    /** Whether anything is exported. */
    public boolean isOn() {
        return exporting.isPresent();
    }

    /** Filter: begins the span of a request, in the trace that its caller names if there is one. */
    public void request(RoutingContext ctx) {
        String method = ctx.request().method().name();
        Context caller = W3C.extract(Context.root(), ctx.request().headers(), Headers.INSTANCE);
        Span span = tracer.spanBuilder(method)
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .startSpan();
        ctx.put(KEY, caller.with(span));
        ctx.addEndHandler(written -> end(span, method, ctx));
        ctx.next();
    }

    private static void end(Span span, String method, RoutingContext ctx) {
        Route route = ctx.currentRoute();
        if (route != null && route.getPath() != null) {
            span.updateName(method + " " + route.getPath()).setAttribute(ROUTE, route.getPath());
        }
        int status = ctx.response().getStatusCode();
        span.setAttribute(STATUS, (long) status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** The trace of a request; an empty one where nothing is traced. */
    public static Context of(RoutingContext ctx) {
        Context trace = ctx.get(KEY);
        return trace == null ? Context.root() : trace;
    }

    /** Notes what a request was about. */
    public static void about(RoutingContext ctx, String submission, String integration) {
        Span.fromContext(of(ctx)).setAttribute(SUBMISSION, submission).setAttribute(INTEGRATION, integration);
    }

    /** A step within a trace, begun now; whoever began it ends it. */
    public Span step(String name, Context within) {
        return tracer.spanBuilder(name).setParent(within).startSpan();
    }

    /**
     * Begins an attempt. The first one belongs to the trace of the request; one that comes later has a trace of its own, which is linked
     * to it: a trace that lasts for days is read by nobody.
     */
    public AttemptTrace attempt(Claimed claimed) {
        Context accepted = stored(claimed.trace());
        SpanBuilder span = tracer.spanBuilder("deliver")
                .setAttribute(SUBMISSION, claimed.id().toString())
                .setAttribute(INTEGRATION, claimed.integration().id())
                .setAttribute("passback.attempt", claimed.attempt());
        if (claimed.attempt() == 1) {
            span.setParent(accepted);
        } else {
            span.setNoParent().addLink(Span.fromContext(accepted).getSpanContext());
        }
        return new AttemptTrace(this, span.startSpan());
    }

    Span call(Context within) {
        return tracer.spanBuilder("call upstream")
                .setParent(within)
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
    }

    /** What is stored with a submission, so that attempts find their trace; nothing where nothing is traced. */
    public static Optional<TraceContext> stored(RoutingContext ctx) {
        return header(of(ctx)).map(TraceContext::new);
    }

    /** How the next one downstream is told of a trace; nothing where nothing is traced. */
    static Optional<String> header(Context trace) {
        String[] told = new String[1];
        W3C.inject(trace, told, (carrier, name, value) -> {
            if (name.equals(TRACE_PARENT)) {
                Objects.requireNonNull(carrier)[0] = value;
            }
        });
        return Optional.ofNullable(told[0]);
    }

    private static Context stored(Optional<TraceContext> trace) {
        return trace.map(found -> W3C.extract(Context.root(), Map.of(TRACE_PARENT, found.header()), Stored.INSTANCE))
                .orElse(Context.root());
    }

    /** Exports what is there, for two seconds at the most. */
    public Future<Void> close(Vertx vertx) {
        return exporting
                .map(provider -> vertx.<Void>executeBlocking(
                        () -> {
                            provider.shutdown().join(LAST_EXPORT.toSeconds(), TimeUnit.SECONDS);
                            return null;
                        },
                        false))
                .orElse(Future.succeededFuture());
    }

    private enum Headers implements TextMapGetter<MultiMap> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }

    private enum Stored implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Map<String, String> stored, String name) {
            return stored == null ? null : stored.get(name);
        }
    }
}
