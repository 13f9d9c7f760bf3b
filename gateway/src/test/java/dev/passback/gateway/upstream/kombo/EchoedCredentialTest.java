package dev.passback.gateway.upstream.kombo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.gateway.sandbox.Accounts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An upstream that sends our own credential back, as debug pages and proxies do: what is kept of its answer does not hold it. */
class EchoedCredentialTest {

    private static Vertx vertx;
    private static HttpServer upstream;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        upstream = Calls.await(vertx.createHttpServer()
                .requestHandler(EchoedCredentialTest::echo)
                .listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        Calls.await(vertx.close());
    }

    private static void echo(HttpServerRequest request) {
        String shown = "the request had Authorization: " + request.getHeader("authorization");
        boolean refuses = request.uri().contains("refuse");
        JsonObject answer = refuses
                ? new JsonObject()
                        .put("status", "error")
                        .put(
                                "error",
                                new JsonObject()
                                        .put("code", "PLATFORM.INPUT_INVALID")
                                        .put("title", shown)
                                        .put("message", shown)
                                        .put(
                                                "log_url",
                                                "https://logs.example.com/?" + request.getHeader("authorization")))
                : new JsonObject()
                        .put("status", "success")
                        .put("data", new JsonObject())
                        .put("warnings", new JsonArray().add(new JsonObject().put("message", shown)));
        request.response()
                .setStatusCode(refuses ? 400 : 200)
                .putHeader("content-type", "application/json")
                .putHeader("x-request-id", shown)
                .end(answer.toBuffer());
    }

    @Test
    void a_refusal_is_kept_without_it() {
        // When
        AttemptResult result = send("refuse");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(result.toString())
                .doesNotContain(Accounts.DEFAULT_KEY)
                .contains("the request had Authorization: Bearer ***");
    }

    @Test
    void a_warning_is_kept_without_it() {
        // When
        AttemptResult result = send("take");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Accepted.class);
        assertThat(result.toString())
                .doesNotContain(Accounts.DEFAULT_KEY)
                .contains("the request had Authorization: Bearer ***");
    }

    private static AttemptResult send(String candidate) {
        return Calls.with(vertx, Calls.PATIENT).send("http://127.0.0.1:" + upstream.actualPort() + "/v1", candidate);
    }
}
