package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same request with the same idempotency key is done once and answered the same. */
class IdempotencyIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final String KEY = "Idempotency-Key";

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
    void the_same_request_gets_the_first_answer_again_and_makes_no_second_call() {
        // Given
        Answer first = service.submit(ACME, "force-warnings-1", KEY, "one");
        // When
        Answer again = service.submit(ACME, "force-warnings-1", KEY, "\"one\"");
        // Then
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("idempotency-replayed")).contains("true");
        assertThat(first.header("idempotency-replayed")).isEmpty();
        assertThat(gateway.sandbox().calls()).hasSize(1);
    }

    @Test
    void a_refusal_is_replayed_too() {
        // Given
        Answer first = service.submit(ACME, "force-422-REMOTE.INPUT_INVALID", KEY, "two");
        // When
        Answer again = service.submit(ACME, "force-422-REMOTE.INPUT_INVALID", KEY, "two");
        // Then
        assertThat(first.status()).isEqualTo(422);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(gateway.sandbox().calls()).hasSize(1);
    }

    @Test
    void another_request_with_the_same_key_is_refused_and_not_stored() {
        // Given
        service.submit(ACME, "c1", KEY, "three");
        // When
        Answer other = service.submit(ACME, "c2", KEY, "three");
        // Then
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.error().getString("code")).isEqualTo("PLATFORM.INPUT_INVALID");
        assertThat(gateway.sql("SELECT count(*) FROM submission")).isEqualTo("1");
    }

    @Test
    void the_key_of_one_tenant_is_free_for_another() {
        // Given
        Service other = gateway.tenant("others");
        gateway.integration(other, "lever:1", Plan.QUICK);
        service.submit(ACME, "c1", KEY, "four");
        // When
        Answer answer = other.submit("lever:1", "c1", KEY, "four");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("idempotency-replayed")).isEmpty();
    }

    @Test
    void fifty_at_once_are_one_submission_one_call_and_fifty_equal_answers() {
        // When
        List<CompletableFuture<Answer>> begun = IntStream.range(0, 50)
                .mapToObj(one -> service.begin(ACME, "force-latency-500", KEY, "five"))
                .toList();
        List<Answer> answers = begun.stream().map(CompletableFuture::join).toList();
        // Then
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(gateway.sandbox().calls()).hasSize(1);
        assertThat(gateway.sql("SELECT count(*) FROM submission")).isEqualTo("1");
    }

    @Test
    void a_request_that_was_not_stored_leaves_its_key_free() {
        // Given
        Answer wrong = service.send(service.link(ACME, "c1", KEY, "six").POST(BodyPublishers.ofString("{}")));
        Answer elsewhere = service.submit("lever:unknown", "c1", KEY, "six");
        // When
        Answer right = service.submit(ACME, "c1", KEY, "six");
        // Then
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.header("idempotency-replayed")).isEmpty();
    }

    @Test
    void the_longest_key_is_taken() {
        // When
        Answer answer = service.submit(ACME, "c1", KEY, "\"" + "~".repeat(255) + "\"");
        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_key_that_is_none_is_named() {
        // When
        Answer answer = service.submit(ACME, "c1", KEY, "x".repeat(256));
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("Idempotency-Key");
    }
}
