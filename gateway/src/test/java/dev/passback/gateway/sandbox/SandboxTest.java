package dev.passback.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.gateway.sandbox.ledger.InFlight;
import dev.passback.gateway.sandbox.ledger.Tally;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SandboxTest {

    private static final int CALLS = 20_000;

    @Test
    void every_call_of_a_crowd_is_counted_exactly_once() throws TimeoutException {
        try (SandboxFixture fixture = SandboxFixture.start()) {
            // Given
            Sandbox sandbox = fixture.sandbox();
            sandbox.inFlight().replaceLimits(Map.of(InFlight.ANY, 64));
            HttpClient crowd = fixture.vertx().createHttpClient(new PoolOptions().setHttp1MaxSize(64));
            Context context = fixture.vertx().getOrCreateContext();
            // When
            List<Future<Integer>> answers = IntStream.range(0, CALLS)
                    .mapToObj(call -> add(context, crowd, sandbox.port(), path(call)))
                    .toList();
            Future.all(answers).await(60, TimeUnit.SECONDS);
            // Then
            assertThat(answers).allSatisfy(answer -> assertThat(answer.result()).isEqualTo(200));
            assertThat(sandbox.ledger().tallies()).containsEntry(Caller.INTEGRATION, new Tally(CALLS, CALLS, CALLS));
            assertThat(sandbox.calls())
                    .extracting(Call::sequence)
                    .doesNotHaveDuplicates()
                    .hasSize(CALLS);
            assertThat(sandbox.inFlight().highest(Caller.INTEGRATION)).isBetween(1, 64);
            await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 0);
        }
    }

    @Test
    void closing_ends_hanging_calls_and_frees_the_port() throws IOException, TimeoutException {
        try (SandboxFixture fixture = SandboxFixture.start()) {
            // Given
            Sandbox sandbox = fixture.sandbox();
            Socket hanging = fixture.caller().raw("force-hang");
            Socket late = fixture.caller().raw("force-latency-60000");
            await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 2);
            // When
            sandbox.close().await(5, TimeUnit.SECONDS);
            // Then
            assertThat(hanging.getInputStream().read()).isEqualTo(-1);
            assertThat(late.getInputStream().read()).isEqualTo(-1);
            Sandbox next = Sandbox.start(fixture.vertx(), sandbox.port()).await(5, TimeUnit.SECONDS);
            assertThat(next.baseUrl()).isEqualTo("http://127.0.0.1:" + sandbox.port() + "/v1");
        }
    }

    @Test
    void a_hanging_call_is_let_go_in_the_end() throws IOException, TimeoutException {
        try (SandboxFixture fixture = SandboxFixture.start(Duration.ofMillis(300));
                Socket hanging = fixture.caller().raw("force-hang")) {
            assertThat(hanging.getInputStream().read()).isEqualTo(-1);
            await().until(() -> fixture.sandbox().inFlight().now(Caller.INTEGRATION) == 0);
        }
    }

    @Test
    void a_caller_that_gives_up_leaves_nothing_in_flight() throws IOException, TimeoutException {
        try (SandboxFixture fixture = SandboxFixture.start()) {
            // Given
            Sandbox sandbox = fixture.sandbox();
            Socket impatient = fixture.caller().raw("force-latency-60000");
            await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 1);
            // When
            impatient.close();
            // Then
            await().until(() -> sandbox.inFlight().now(Caller.INTEGRATION) == 0);
            assertThat(sandbox.calls()).extracting(Call::taken).containsExactly(true);
        }
    }

    @Test
    void a_taken_port_fails_the_start() throws TimeoutException {
        try (SandboxFixture fixture = SandboxFixture.start()) {
            Vertx vertx = fixture.vertx();
            Future<Sandbox> second = Sandbox.start(vertx, fixture.sandbox().port());

            assertThatThrownBy(() -> second.await(5, TimeUnit.SECONDS)).isInstanceOf(BindException.class);
        }
    }

    // On the client's own event loop, or an answer could arrive before anybody listens for its body.
    private static Future<Integer> add(Context context, HttpClient crowd, int port, String path) {
        return Future.future(answered ->
                context.runOnContext(go -> crowd.request(HttpMethod.POST, port, "127.0.0.1", path)
                        .compose(SandboxTest::send)
                        .compose(answer -> answer.body().map(body -> answer.statusCode()))
                        .onComplete(answered)));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request) {
        return request.putHeader("Authorization", "Bearer " + Accounts.DEFAULT_KEY)
                .putHeader("X-Integration-Id", Caller.INTEGRATION)
                .send(Buffer.buffer(Caller.BODY));
    }

    private static String path(int candidate) {
        return "/v1/ats/candidates/candidate-" + candidate + "/result-links";
    }
}
