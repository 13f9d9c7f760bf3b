package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.passback.systemtests.program.Caller;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Reply;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Traces as whoever reads them at a collector finds them. */
class TracesIT {

    private static final String INTEGRATION = "greenhouse:traced";
    private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String UNSAMPLED = "00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private static TraceCollector collector;
    private static Stage stage;
    private static Serving serving;

    @BeforeAll
    static void start() throws IOException, TimeoutException {
        collector = TraceCollector.start();
        stage = Stage.set(PassbackCommands.of(TracesIT.class).with("PASSBACK_TRACES_URL", collector.url()));
        stage.integration(INTEGRATION);
        serving = stage.installation().serve();
    }

    @AfterAll
    static void stop() throws TimeoutException {
        serving.close();
        stage.close();
        collector.close();
    }

    @Test
    void a_submission_is_one_trace_from_its_caller_to_the_upstream() throws IOException {
        // When
        String id = submitted("well", CALLER);
        // Then
        List<Span> trace = spansOf("4bf92f3577b34da6a3ce929d0e0e4736", 5);
        Span request = named(trace, "POST /v1/ats/candidates/:target/result-links");
        Span deliver = named(trace, "deliver");
        Span call = named(trace, "call upstream");
        assertThat(hex(request.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(value(request, "passback.submission.id")).isEqualTo(id);
        assertThat(value(request, "http.response.status_code")).isEqualTo("200");
        assertThat(named(trace, "accept").getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(deliver.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(value(deliver, "passback.submission.id")).isEqualTo(id);
        assertThat(value(deliver, "passback.outcome")).isEqualTo("accepted");
        assertThat(call.getParentSpanId()).isEqualTo(deliver.getSpanId());
        assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(named(trace, "settle").getParentSpanId()).isEqualTo(deliver.getSpanId());
        assertThat(toldUpstream("well"))
                .containsExactly("00-4bf92f3577b34da6a3ce929d0e0e4736-" + hex(call.getSpanId()) + "-01");
    }

    @Test
    void a_retry_is_a_trace_of_its_own_that_is_linked_to_the_request() throws IOException {
        // When
        String id = submitted("force-503-REMOTE.SERVICE_UNAVAILABLEx1", "");
        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries(id).size() == 2);
        Span first = deliveries(id).get(0);
        Span second = deliveries(id).get(1);
        assertThat(first.getLinksCount()).isZero();
        assertThat(value(first, "passback.outcome")).isEqualTo("not_taken");
        assertThat(second.getTraceId()).isNotEqualTo(first.getTraceId());
        assertThat(second.getParentSpanId().isEmpty()).isTrue();
        assertThat(second.getLinksList()).singleElement().satisfies(link -> {
            assertThat(link.getTraceId()).isEqualTo(first.getTraceId());
            assertThat(link.getSpanId()).isEqualTo(first.getParentSpanId());
        });
        assertThat(value(second, "passback.attempt")).isEqualTo("2");
        assertThat(logged("not delivered", id).getString("trace")).isEqualTo(hex(first.getTraceId()));
        assertThat(logged("not delivered", id).getValue("tenant")).isInstanceOf(Number.class);
    }

    /** The line of the log that says this of a submission. */
    private static JsonObject logged(String message, String submission) {
        return serving.process()
                .err()
                .lines()
                .map(JsonObject::new)
                .filter(line -> message.equals(line.getString("message")))
                .filter(line -> submission.equals(line.getValue("submission")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_the_caller_does_not_sample_is_not_exported_and_the_upstream_is_told_so() throws IOException {
        // When
        submitted("unsampled", UNSAMPLED);
        submitted("after", CALLER.replace("4bf9", "6bf9"));
        // Then
        spansOf("6bf92f3577b34da6a3ce929d0e0e4736", 5);
        assertThat(collector.spans())
                .noneMatch(span -> hex(span.getTraceId()).equals("5bf92f3577b34da6a3ce929d0e0e4736"));
        assertThat(toldUpstream("unsampled"))
                .singleElement()
                .asString()
                .startsWith("00-5bf92f3577b34da6a3ce929d0e0e4736-")
                .endsWith("-00");
    }

    @Test
    void a_histogram_has_traces_as_examples_and_the_database_knows_the_trace() throws Exception {
        // When
        String id = submitted("example", CALLER.replace("4bf9", "7bf9"));
        // Then
        HttpRequest scrape = HttpRequest.newBuilder(URI.create(serving.ops() + "/metrics"))
                .header("Accept", "application/openmetrics-text; version=1.0.0")
                .build();
        HttpResponse<String> metrics;
        try (HttpClient client = HttpClient.newHttpClient()) {
            metrics = client.send(scrape, HttpResponse.BodyHandlers.ofString());
        }
        assertThat(metrics.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(metrics.body()).containsPattern("passback_accept_seconds_bucket.*# \\{.*trace_id=\"[0-9a-f]{32}\"");
        assertThat(caller().submission(id).body()).contains("\"trace_id\":\"7bf92f3577b34da6a3ce929d0e0e4736\"");
    }

    private static Caller caller() {
        return serving.caller(stage.installation().key());
    }

    private static String submitted(String candidate, String traceparent) throws IOException {
        Reply reply = traceparent.isEmpty()
                ? caller().post(INTEGRATION, candidate)
                : caller().post(INTEGRATION, candidate, "traceparent", traceparent);
        assertThat(reply.status()).isEqualTo(200);
        String id = reply.headers().firstValue("passback-submission-id").orElseThrow();
        // a request without a name is called as what it submitted
        assertThat(reply.headers().firstValue("x-request-id")).contains(id);
        return id;
    }

    private static List<Span> spansOf(String trace, int expected) {
        await().atMost(Duration.ofSeconds(30)).until(() -> found(trace).size() >= expected);
        assertThat(found(trace)).hasSize(expected);
        return found(trace);
    }

    private static List<Span> found(String trace) {
        return collector.spans().stream()
                .filter(span -> hex(span.getTraceId()).equals(trace))
                .toList();
    }

    private static List<Span> deliveries(String submission) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals("deliver"))
                .filter(span -> value(span, "passback.submission.id").equals(submission))
                .toList();
    }

    private static Span named(List<Span> spans, String name) {
        List<Span> found =
                spans.stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static List<String> toldUpstream(String candidate) {
        return stage.sandbox().ledger().calls().stream()
                .filter(call -> call.target().id().equals(candidate))
                .map(call -> call.received().headers().getOrDefault("traceparent", "nothing"))
                .toList();
    }

    private static String value(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(KeyValue::getValue)
                .map(value -> value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue())
                .findFirst()
                .orElse("");
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
