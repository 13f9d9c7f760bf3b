package dev.passback.gateway.upstream.kombo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.credential.Secret;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.gateway.sandbox.Accounts;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.gateway.testing.Logs;
import dev.passback.gateway.upstream.Echo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call comes to when there is no whole answer: sure only as long as the request had not left. */
class KomboConnectorFaultsTest {

    private static final Duration SHORT = Duration.ofMillis(400);

    private Logs logs;
    private Vertx vertx;
    private Sandbox sandbox;
    private Calls calls;

    @BeforeEach
    void start() {
        logs = Logs.capture();
        vertx = Vertx.vertx();
        sandbox = Calls.await(Sandbox.start(vertx, 0));
        calls = Calls.with(vertx, Calls.PATIENT);
    }

    /** What fails is told by the outcome, so nothing is logged beside it. */
    @AfterEach
    void nothing_is_logged() {
        Calls.await(vertx.close());
        logs.close();
        assertThat(logs.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force-reset-before", "force-taken-reset", "force-reset-after"})
    void a_connection_that_breaks_after_the_request_left_is_unsure(String target) {
        // When
        AttemptResult result = calls.send(sandbox.baseUrl(), target);
        // Then
        assertThat(result.outcome())
                .isEqualTo(new Outcome.Unsure("the connection to the upstream broke before its answer was whole"));
        assertThat(result.answer()).isEmpty();
    }

    @Test
    void an_upstream_that_hangs_is_unsure_within_the_time_out_and_its_connection_is_freed() {
        // Given
        calls = Calls.with(vertx, SHORT);
        long begun = System.nanoTime();
        // When
        AttemptResult result = calls.send(sandbox.baseUrl(), "force-hang");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Unsure.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT, SHORT.plusSeconds(3));
        await().atMost(5, TimeUnit.SECONDS).until(() -> sandbox.inFlight().now(Calls.INTEGRATION) == 0);
    }

    @Test
    void an_answer_that_drips_beyond_the_time_out_is_unsure_and_its_connection_is_freed() {
        // Given
        calls = Calls.with(vertx, SHORT);
        // When
        AttemptResult result = calls.send(sandbox.baseUrl(), "force-drip-60000");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Unsure.class);
        await().atMost(5, TimeUnit.SECONDS).until(() -> sandbox.inFlight().now(Calls.INTEGRATION) == 0);
    }

    @Test
    void an_answer_that_drips_but_ends_in_time_is_accepted() {
        assertThat(calls.send(sandbox.baseUrl(), "force-drip-200").outcome()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void the_connector_serves_on_after_a_broken_connection() {
        // Given
        calls.send(sandbox.baseUrl(), "force-taken-reset");
        // When
        AttemptResult next = calls.send(sandbox.baseUrl(), "sound");
        // Then
        assertThat(next.outcome()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void a_refused_connection_is_not_taken() throws IOException {
        // Given: a port that is taken, so that nobody else begins to listen there, but does not listen
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            // When
            AttemptResult result = calls.send("http://127.0.0.1:" + held.getLocalPort() + "/v1", "c");
            // Then
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.NotTaken.class,
                            later -> assertThat(later.reason()).startsWith("no connection to the upstream"));
        }
    }

    @Test
    void an_unknown_host_is_not_taken() {
        // Given
        Calls allowed = new Calls(vertx, Calls.connector(vertx, Set.of("no-such-host.invalid")), Calls.PATIENT);
        // When
        AttemptResult result = allowed.send("http://no-such-host.invalid/v1", "c");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.NotTaken.class);
        assertThat(result.outcome().reason()).isEqualTo("the upstream's name has no address");
    }

    @Test
    void tls_to_a_plain_port_is_not_taken() {
        // When
        AttemptResult result = calls.send("https://127.0.0.1:" + sandbox.port() + "/v1", "c");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.NotTaken.class);
        assertThat(sandbox.calls()).isEmpty();
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_taken(@TempDir Path folder) {
        // Given
        SelfSigned server = SelfSigned.start(vertx, folder);
        // When
        AttemptResult result = calls.send("https://127.0.0.1:" + server.port() + "/v1", "c");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.NotTaken.class);
        assertThat(server.requests()).isZero();
    }

    @Test
    void a_private_address_that_is_not_allowed_blocks_and_says_how_to_allow_it() {
        // Given
        Calls strict = new Calls(vertx, Calls.connector(vertx, Set.of()), Calls.PATIENT);
        // When
        AttemptResult plain = strict.send(sandbox.baseUrl(), "c");
        AttemptResult encrypted = strict.send("https://localhost:" + sandbox.port() + "/v1", "c");
        // Then
        assertThat(plain.outcome()).isInstanceOf(Outcome.Blocked.class);
        assertThat(plain.outcome().reason()).contains("PASSBACK_ALLOWED_PRIVATE_HOSTS", "127.0.0.1");
        assertThat(encrypted.outcome()).isInstanceOf(Outcome.Blocked.class);
        assertThat(encrypted.outcome().reason()).contains("PASSBACK_ALLOWED_PRIVATE_HOSTS", "localhost");
        assertThat(sandbox.calls()).isEmpty();
    }

    @Test
    void a_call_judged_not_taken_while_connecting_never_leaves_afterwards() throws IOException {
        // Given
        try (SlowDoor door = SlowDoor.shut()) {
            AttemptResult result = Calls.with(vertx, SHORT).send(door.baseUrl(), "c");
            // When
            door.open();
            // Then
            assertThat(result.outcome()).isInstanceOf(Outcome.NotTaken.class);
            // longer than the second after which a lost SYN is sent again
            await().during(1_500, TimeUnit.MILLISECONDS)
                    .atMost(5, TimeUnit.SECONDS)
                    .until(() -> door.received().isEmpty());
        }
    }

    @Test
    void a_call_judged_not_taken_while_it_waits_for_a_connection_never_leaves_afterwards() {
        // Given
        HttpClient narrow = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1));
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setPort(sandbox.port())
                .setHost("127.0.0.1")
                .putHeader("authorization", "Bearer " + Accounts.DEFAULT_KEY)
                .putHeader("x-integration-id", Calls.INTEGRATION)
                .setURI("/v1/ats/candidates/force-latency-1000/result-links");
        Future<AttemptResult> first = onContext(() -> call(Calls.PATIENT).run(narrow, options, Calls.BODY));
        // When
        AttemptResult second = Calls.await(onContext(() -> call(SHORT).run(narrow, options, Calls.BODY)));
        // Then
        assertThat(second.outcome()).isInstanceOf(Outcome.NotTaken.class);
        assertThat(Calls.await(first).answer()).isPresent();
        await().during(300, TimeUnit.MILLISECONDS).until(() -> sandbox.calls().size() == 1);
    }

    private KomboCall call(Duration timeout) {
        return new KomboCall(vertx, timeout, new Echo(new Secret(Accounts.DEFAULT_KEY)));
    }

    private <T> Future<T> onContext(Supplier<Future<T>> call) {
        Promise<T> result = Promise.promise();
        vertx.runOnContext(here -> call.get().onComplete(result));
        return result.future();
    }
}
