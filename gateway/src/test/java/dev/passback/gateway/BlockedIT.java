package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.integration.Integration;
import dev.passback.db.audit.Act;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A blocked integration is tried gently until it is mended; nothing of it costs its submissions anything. */
class BlockedIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

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
    void a_probe_that_is_taken_releases_it_and_all_that_waited_is_delivered() {
        // Given
        Answer first = service.submit(ACME, "force-401x1");
        Answer second = service.submit(ACME, "c2", "Prefer", "wait=1");
        assertThat(gateway.sql("SELECT state FROM integration")).isEqualTo("blocked");
        // When
        gateway.change("UPDATE integration SET probe_at = now()");
        // Then
        await().atMost(PATIENCE).until(() -> service.state(first.submissionId()).equals("delivered"));
        await().atMost(PATIENCE)
                .until(() -> service.state(second.submissionId()).equals("delivered"));
        assertThat(gateway.sql("SELECT state FROM integration")).isEqualTo("active");
        assertThat(gateway.sandbox().calls()).hasSize(3);
    }

    @Test
    void a_probe_sends_one_submission_and_no_more_while_it_is_refused() {
        // Given
        service.submit(ACME, "force-401~a");
        service.submit(ACME, "force-401~b", "Prefer", "wait=1");
        service.submit(ACME, "force-401~c", "Prefer", "wait=1");
        // When
        gateway.change("UPDATE integration SET probe_at = now()");
        await().atMost(PATIENCE).until(() -> gateway.sandbox().calls().size() == 2);
        // Then
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> gateway.sandbox().calls().size() == 2);
        assertThat(gateway.sql("SELECT state FROM integration")).isEqualTo("blocked");
        assertThat(gateway.sql("SELECT max(attempts - earlier_rounds) FROM submission"))
                .isEqualTo("0");
    }

    @Test
    void a_person_releases_it() {
        // Given
        Answer waiting = service.submit(ACME, "force-403x1");
        // When
        RunningGateway.await(gateway.settings().release(acme.ref(), Act.BY_PASSBACK));
        // Then
        await().atMost(PATIENCE)
                .until(() -> service.state(waiting.submissionId()).equals("delivered"));
    }

    @Test
    void a_paused_one_accepts_and_sends_when_it_is_released() {
        // Given
        RunningGateway.await(gateway.settings()
                .pause(acme.ref(), new Act("staff:anna", Optional.of("the customer asked for it"), "10.0.0.1")));
        await().atMost(PATIENCE).until(() -> {
            Answer waiting = service.submit(ACME, "c1", "Prefer", "wait=0");
            return waiting.content().getString("state").equals("queued");
        });
        // When
        RunningGateway.await(gateway.settings().release(acme.ref(), Act.BY_PASSBACK));
        // Then
        await().atMost(PATIENCE)
                .until(() -> gateway.sql("SELECT count(*) FROM submission WHERE state <> 'delivered'")
                        .equals("0"));
    }

    @Test
    void a_tenant_cancels_and_sends_again_and_a_second_press_says_that_it_changed_nothing() {
        // Given
        Answer waiting = service.submit(ACME, "force-ratelimit-600x1");
        String path = "/v1/submissions/" + waiting.submissionId();
        // When
        Answer cancelled = post(path + "/cancel");
        Answer again = post(path + "/cancel");
        Answer retried = post(path + "/retry");
        // Then
        assertThat(cancelled.content().getString("state")).isEqualTo("cancelled");
        assertThat(cancelled.warnings()).isEmpty();
        assertThat(again.warnings()).singleElement().asString().startsWith("Nothing was changed");
        assertThat(retried.warnings()).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> service.state(waiting.submissionId()).equals("delivered"));
        JsonObject told = service.ask(waiting.submissionId());
        assertThat(told.getInteger("attempts")).isEqualTo(2);
    }

    private Answer post(String path) {
        return service.send(service.request(path).POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    }
}
