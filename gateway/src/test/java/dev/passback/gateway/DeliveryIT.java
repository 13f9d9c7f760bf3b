package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One result link after another, from the caller to the upstream and back. */
class DeliveryIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";

    private RunningGateway gateway;
    private Service service;

    @BeforeEach
    void start() {
        gateway = RunningGateway.start();
        service = gateway.tenant("assessments");
        gateway.integration(service, ACME, Plan.QUICK);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_link_that_is_delivered_is_answered_as_kombo_does_with_the_upstreams_warnings() {
        // When
        Answer answer = service.submit(ACME, "force-warnings-2");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).contains("application/json");
        assertThat(answer.header("content-length")).isPresent();
        assertThat(answer.header("passback-submission-id")).contains(answer.submissionId());
        assertThat(answer.json().getString("status")).isEqualTo("success");
        assertThat(answer.warnings()).hasSize(2).first().asString().startsWith("The custom field");
        assertThat(answer.content().getString("state")).isEqualTo("delivered");
        assertThat(answer.content().getInteger("attempts")).isEqualTo(1);
        assertThat(answer.content().getString("self"))
                .isEqualTo(service.root() + "/v1/submissions/" + answer.submissionId());
    }

    @Test
    void what_became_of_a_submission_can_be_asked() {
        // Given
        Answer answer = service.submit(ACME, "force-warnings-1");
        // When
        JsonObject told = service.ask(answer.submissionId());
        // Then
        assertThat(told.getString("state")).isEqualTo("delivered");
        assertThat(told.getString("candidate_id")).isEqualTo("force-warnings-1");
        assertThat(told.getString("integration_id")).isEqualTo(ACME);
        assertThat(told.getBoolean("may_be_doubled")).isFalse();
        assertThat(told.getJsonArray("warnings")).hasSize(1);
        assertThat(told.getJsonArray("history")).hasSize(1);
        assertThat(told.getJsonArray("history").getJsonObject(0).getString("outcome"))
                .isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/ats/candidates/c1/result-links, candidate",
        "/ats/candidates/c1/result-links, candidate",
        "/v1/ats/applications/c1/result-links, application",
        "/ats/applications/c1/result-links, application"
    })
    void both_endpoints_are_served_with_and_without_the_version(String path, String kind) {
        // When
        Answer answer = service.send(service.request(path)
                .header("X-Integration-Id", ACME)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(Service.BODY)));
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.sandbox().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.target().kind().word()).isEqualTo(kind));
    }

    @Test
    void a_body_reaches_the_upstream_to_the_letter_unknown_keys_and_all() {
        // Given
        String body = "{ \"url\":\"https://example.com/r?x=%41\", \"label\" : \"\\u00dcbung Ü\",\r\n"
                + "\"application_id\":1.50,\"remote_fields\":{\"talent360\":{\"user_id\":\"7\"},\"new\":[null]}}";
        // When
        service.send(service.link(ACME, "c1").POST(BodyPublishers.ofString(body)));
        // Then
        assertThat(gateway.sandbox().calls()).extracting(Call::body).containsExactly(body);
    }

    @ParameterizedTest
    @CsvSource({"a%2Fb, a/b", "a%20b, a b", "%C3%BC%3F%23, ü?#", "%2541, %41", "a+b, a+b", "a%3Ab, a:b"})
    void an_id_reaches_the_upstream_as_it_came(String inPath, String id) {
        // When
        Answer answer = service.submit(ACME, inPath);
        // Then
        assertThat(answer.content().getString("state")).isEqualTo("delivered");
        assertThat(gateway.sandbox().calls())
                .extracting(call -> call.target().id())
                .containsExactly(id);
        assertThat(service.ask(answer.submissionId()).getString("candidate_id")).isEqualTo(id);
    }

    @Test
    void a_caller_waits_no_longer_than_it_prefers_and_is_told_that_it_is_queued() {
        // Given
        long begun = System.nanoTime();
        // When
        Answer answer = service.submit(ACME, "force-latency-4000", "Prefer", "wait=1");
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(1), Duration.ofMillis(3_500));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.warnings())
                .singleElement()
                .asString()
                .startsWith("Queued by Passback, not delivered yet: the ATS has not answered yet")
                .contains("GET " + service.root() + "/v1/submissions/" + answer.submissionId());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.state(answer.submissionId()).equals("delivered"));
        assertThat(gateway.sandbox().calls()).hasSize(1);
    }

    @Test
    void an_integrations_own_wait_counts_where_the_caller_prefers_none() {
        // Given
        gateway.integration(service, "hasty", Plan.QUICK.answerWithin(Duration.ofMillis(200)));
        long begun = System.nanoTime();
        // When
        Answer answer = service.submit("hasty", "force-latency-3000");
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(answer.warnings()).hasSize(1);
    }

    @Test
    void respond_async_is_answered_right_after_the_commit() {
        // When
        Answer answer = service.submit(ACME, "force-latency-1000", "Prefer", "respond-async");
        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("preference-applied")).contains("respond-async");
        assertThat(answer.header("location")).contains(answer.content().getString("self"));
        assertThat(answer.json().getString("status")).isEqualTo("success");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.state(answer.submissionId()).equals("delivered"));
    }

    @Test
    void what_was_not_taken_is_sent_again_while_the_caller_waits() {
        // When
        Answer answer = service.submit(ACME, "force-503x2");
        // Then
        assertThat(answer.content().getString("state")).isEqualTo("delivered");
        assertThat(answer.content().getInteger("attempts")).isEqualTo(3);
        assertThat(answer.warnings()).isEmpty();
        assertThat(outcomes(answer)).containsExactly("not_taken", "not_taken", "accepted");
    }

    @Test
    void what_is_over_the_cap_waits_in_the_database_and_is_delivered_by_the_loop() {
        // Given
        gateway.integration(service, "narrow", Plan.QUICK.cap(1));
        // When
        List<Answer> answers = List.of("force-latency-300~1", "force-latency-300~2", "force-latency-300~3").stream()
                .map(candidate -> service.begin("narrow", candidate))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();
        // Then
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> answers.stream()
                        .allMatch(answer -> service.state(answer.submissionId()).equals("delivered")));
        assertThat(gateway.sandbox().inFlight().highest("narrow")).isEqualTo(1);
    }

    private List<String> outcomes(Answer answer) {
        JsonArray history = service.ask(answer.submissionId()).getJsonArray("history");
        return history.stream()
                .map(attempt -> ((JsonObject) attempt).getString("outcome"))
                .toList();
    }
}
