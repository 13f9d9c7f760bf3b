package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.integration.Integration;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's credential is changed while links are sent: here and at the upstream in the same moment. */
class RotatedCredentialIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";

    private RunningGateway gateway;
    private Service service;
    private Integration acme;

    @BeforeEach
    void start() {
        gateway = RunningGateway.start();
        service = gateway.tenant("assessments");
        acme = gateway.integration(service, ACME, Plan.QUICK);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_rotated_credential_is_used_from_the_next_attempt_on() {
        // Given
        service.submit(ACME, "c1");
        // When
        for (int rotation = 0; rotation < 3; rotation++) {
            gateway.rotateCredential(acme);
            Answer answer = service.submit(ACME, "c" + rotation);
            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.content().getString("state")).isEqualTo("delivered");
            assertThat(answer.content().getInteger("attempts")).isEqualTo(1);
        }
    }

    @Test
    void so_it_is_by_what_waited() {
        // Given
        gateway.stopUpstream();
        Answer waiting = service.submit(ACME, "c1", "Prefer", "respond-async");
        gateway.startUpstream();
        // When
        gateway.rotateCredential(acme);
        // Then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.state(waiting.submissionId()).equals("delivered"));
    }

    @Test
    void a_credential_sealed_with_a_key_that_nobody_has_blocks_its_integration_and_says_which_keys_there_are() {
        // Given
        gateway.change("UPDATE credential SET key_id = 42");
        // When
        service.submit(ACME, "c1", "Prefer", "respond-async");
        // Then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.sql("SELECT state FROM integration").equals("blocked"));
        assertThat(List.of(gateway.sql("SELECT state_reason FROM integration")))
                .first()
                .asString()
                .contains("sealed with key 42 that the opening keys lack; they are [");
    }
}
