package dev.passback.gateway.sandbox;

import static dev.passback.gateway.sandbox.Caller.BODY;
import static dev.passback.gateway.sandbox.Caller.INTEGRATION;
import static dev.passback.gateway.sandbox.Caller.error;
import static dev.passback.gateway.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.gateway.sandbox.ledger.Received;
import dev.passback.gateway.sandbox.ledger.Target;
import dev.passback.gateway.sandbox.ledger.Target.Kind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultLinkApiTest {

    private SandboxFixture fixture;
    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() throws TimeoutException {
        fixture = SandboxFixture.start();
        sandbox = fixture.sandbox();
        caller = fixture.caller();
    }

    @AfterEach
    void stop() throws TimeoutException {
        fixture.close();
    }

    @Test
    void a_good_link_is_added_and_answered_as_kombo_does() throws IOException {
        // When
        HttpResponse<String> answer = caller.add("ada");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"status\":\"success\",\"data\":{},\"warnings\":[]}");
    }

    @Test
    void every_answer_tells_the_limits() throws IOException {
        for (HttpResponse<String> answer : List.of(caller.add("ada"), caller.add("force-500"), caller.get("/v1/x"))) {
            assertThat(answer.headers().map())
                    .containsKeys("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "content-length")
                    .containsEntry("concurrency-limit", List.of("30"))
                    .containsKey("concurrency-remaining");
        }
    }

    @Test
    void the_ledger_holds_the_request_but_never_the_key() throws IOException {
        // When
        caller.send(caller.link(Kind.APPLICATION, "a%2Fb%20%C3%A9")
                .setHeader("User-Agent", "tester")
                .header("traceparent", "00-1-2-03")
                .header("Passback-Attempt", "2")
                .header("Accept", "application/json"));
        // Then
        Call call = sandbox.calls().getFirst();
        Map<String, String> headers = Map.of(
                "user-agent", "tester",
                "traceparent", "00-1-2-03",
                "passback-attempt", "2",
                "content-type", "application/json");
        Target target = new Target(Kind.APPLICATION, "a/b é");
        assertThat(call.received()).isEqualTo(new Received(target, INTEGRATION, "dbox", BODY, headers));
        assertThat(call.answered()).isEqualTo("200");
        assertThat(call.taken()).isTrue();
    }

    @Test
    void an_unknown_key_is_refused_and_noted() throws IOException {
        // When
        HttpResponse<String> answer = caller.send(caller.link("ada").setHeader("Authorization", "Bearer wrong"));
        // Then
        expect(answer, 401, "PLATFORM.AUTHENTICATION_INVALID");
        assertThat(sandbox.calls()).extracting(Call::answered).containsExactly("401");
        assertThat(sandbox.calls()).extracting(Call::taken).containsExactly(false);
    }

    @Test
    void a_missing_key_is_refused() throws IOException {
        HttpResponse<String> answer = caller.send(caller.request("/v1/ats/candidates/ada/result-links")
                .header("X-Integration-Id", INTEGRATION)
                .POST(BodyPublishers.ofString(BODY)));

        expect(answer, 401, "PLATFORM.AUTHENTICATION_INVALID");
    }

    @Test
    void a_missing_integration_is_invalid_input() throws IOException {
        HttpResponse<String> answer = caller.send(caller.link("ada").setHeader("X-Integration-Id", ""));

        expect(answer, 400, "PLATFORM.INPUT_INVALID");
        assertThat(error(answer).getString("message")).contains("X-Integration-Id");
    }

    @Test
    void an_unknown_integration_is_not_found() throws IOException {
        HttpResponse<String> answer = caller.send(caller.link("ada").setHeader("X-Integration-Id", "unknown:1"));

        expect(answer, 404, "PLATFORM.INTEGRATION_NOT_FOUND");
    }

    @Test
    void a_bad_body_is_invalid_input_and_the_field_is_named() throws IOException {
        HttpResponse<String> answer =
                caller.send(caller.link("ada").POST(BodyPublishers.ofString("{\"label\":\"L\"}")));

        expect(answer, 400, "PLATFORM.INPUT_INVALID");
        assertThat(error(answer).getString("message")).startsWith("url");
    }

    @Test
    void a_body_beyond_the_bound_is_refused_in_kombos_form() throws IOException {
        HttpResponse<String> answer =
                caller.send(caller.link("ada").POST(BodyPublishers.ofString("x".repeat(1024 * 1024 + 1))));

        expect(answer, 413, null);
    }

    @Test
    void a_key_with_an_account_speaks_for_just_its_integrations() throws IOException {
        // Given
        sandbox.accounts().replaceAll(List.of(new Account("ks_dev_other", Set.of("lever:1"))));
        // When
        HttpResponse<String> own = caller.send(caller.link("ada")
                .setHeader("Authorization", "Bearer ks_dev_other")
                .setHeader("X-Integration-Id", "lever:1"));
        HttpResponse<String> foreign =
                caller.send(caller.link("ada").setHeader("Authorization", "Bearer ks_dev_other"));
        // Then
        assertThat(own.statusCode()).isEqualTo(200);
        expect(foreign, 404, "PLATFORM.INTEGRATION_NOT_FOUND");
    }

    @Test
    void an_error_points_to_its_call_in_the_ledger() throws IOException {
        // Given
        caller.add("ada");
        HttpResponse<String> refused = caller.add("force-500~grace");
        String logUrl = error(refused).getString("log_url");
        // When
        HttpResponse<String> shown = caller.get(logUrl.substring(logUrl.indexOf("/sandbox/")));
        // Then
        assertThat(json(shown).getJsonArray("calls").getJsonObject(0).getString("target"))
                .isEqualTo("force-500~grace");
    }

    @Test
    void another_path_or_method_is_not_found_in_kombos_form() throws IOException {
        expect(caller.get("/v1/ats/candidates/ada/result-links"), 404, null);
        expect(caller.get("/nowhere"), 404, null);
        assertThat(sandbox.calls()).isEmpty();
    }

    @Test
    void a_good_key_can_be_checked() throws IOException {
        HttpResponse<String> answer = caller.send(
                caller.request("/v1/check-api-key").header("Authorization", "bearer " + Accounts.DEFAULT_KEY));

        assertThat(json(answer))
                .isEqualTo(new JsonObject()
                        .put("status", "success")
                        .put(
                                "data",
                                new JsonObject()
                                        .put("environment_id", "sandbox")
                                        .put("customer_id", "passback")));
        expect(caller.get("/v1/check-api-key"), 401, "PLATFORM.AUTHENTICATION_INVALID");
    }

    @Test
    void an_integration_tells_that_it_is_ready() throws IOException {
        HttpResponse<String> answer = caller.send(caller.request("/v1/integrations/greenhouse%3A1")
                .header("Authorization", "Bearer " + Accounts.DEFAULT_KEY));

        assertThat(json(answer).getJsonObject("data").getString("id")).isEqualTo("greenhouse:1");
        assertThat(json(answer).getJsonObject("data").getString("setup_status")).isEqualTo("COMPLETED");
    }

    private static void expect(HttpResponse<String> answer, int status, @Nullable String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("content-length"))
                .hasValue(String.valueOf(answer.body().length()));
        assertThat(json(answer).getString("status")).isEqualTo("error");
        assertThat(error(answer).fieldNames()).containsExactlyInAnyOrder("code", "title", "message", "log_url");
        assertThat(error(answer).getString("code")).isEqualTo(code);
        assertThat(error(answer).getString("message")).isNotBlank();
    }
}
