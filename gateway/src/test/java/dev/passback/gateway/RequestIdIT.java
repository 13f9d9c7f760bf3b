package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a caller calls its request is kept with what it sent, and said again in every answer. */
class RequestIdIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final String NAME = "X-Request-Id";
    private static final RunningGateway GATEWAY = RunningGateway.start();
    private static final Service SERVICE = GATEWAY.tenant("assessments");

    static {
        GATEWAY.integration(SERVICE, ACME, Plan.QUICK);
    }

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void it_is_stored_and_answered() {
        // When
        Answer answer = SERVICE.submit(ACME, "c1", NAME, "req-4bf92f35/77");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-request-id")).contains("req-4bf92f35/77");
        assertThat(GATEWAY.sql("SELECT request_id FROM submission WHERE target_id = 'c1'"))
                .isEqualTo("req-4bf92f35/77");
    }

    @Test
    void a_refusal_has_it_too() {
        // When
        Answer answer = SERVICE.submit("greenhouse:nobody", "c2", NAME, "req-2");
        // Then
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.header("x-request-id")).contains("req-2");
    }

    @Test
    void a_request_without_one_is_called_as_what_it_submitted() {
        // When
        Answer taken = SERVICE.submit(ACME, "c5");
        Answer refused = SERVICE.submit("greenhouse:nobody", "c6");
        // Then
        assertThat(taken.header("x-request-id")).isPresent().isEqualTo(taken.header("passback-submission-id"));
        assertThat(refused.header("x-request-id")).isPresent();
    }

    @Test
    void one_that_is_too_long_or_has_blanks_is_passed_over() {
        // When
        Answer blank = SERVICE.submit(ACME, "c3", NAME, "two words");
        Answer tooLong = SERVICE.submit(ACME, "c4", NAME, "a".repeat(201));
        // Then
        assertThat(blank.status()).isEqualTo(200);
        assertThat(blank.header("x-request-id")).isEqualTo(blank.header("passback-submission-id"));
        assertThat(tooLong.header("x-request-id")).isEqualTo(tooLong.header("passback-submission-id"));
        assertThat(GATEWAY.sql(
                        "SELECT count(*) FROM submission WHERE target_id IN ('c3', 'c4') AND request_id IS NULL"))
                .isEqualTo("2");
    }
}
