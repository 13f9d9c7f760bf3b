package dev.passback.gateway;

import static dev.passback.gateway.testing.RunningGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.tenant.Scope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what, and what a wrong request is told: always in Kombo's shape, and nothing is stored. */
class AccessIT {

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
    void without_a_key_nothing_is_told_and_nothing_stored() {
        // When
        Answer missing = service.send(service.link(ACME, "c1").setHeader("Authorization", ""));
        Answer unknown = service.send(
                service.link(ACME, "c1").setHeader("Authorization", "Bearer pbk_abcdefghijkl_" + "x".repeat(43)));
        // Then
        assertKomboShaped(missing, 401, "PLATFORM.AUTHENTICATION_INVALID");
        assertKomboShaped(unknown, 401, "PLATFORM.AUTHENTICATION_INVALID");
        assertNothingStored();
    }

    @Test
    void a_revoked_key_is_refused_within_a_second() {
        // Given
        service.submit(ACME, "c1");
        // When
        gateway.change("UPDATE tenant_key SET revoked_at = now(), changed_at = now()");
        // Then
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMillis(1_500))
                .until(() -> service.submit(ACME, "c2").status() == 401);
    }

    @Test
    void a_suspended_tenant_is_told_so_within_a_second_and_again_served_when_resumed() {
        // Given
        service.submit(ACME, "c1");
        // When
        gateway.change("UPDATE tenant SET suspended_at = now(), changed_at = now()");
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMillis(1_500))
                .until(() -> service.submit(ACME, "c2").status() == 403);
        Answer suspended = service.submit(ACME, "c3");
        gateway.change("UPDATE tenant SET suspended_at = NULL, changed_at = now()");
        // Then
        assertKomboShaped(suspended, 403, null);
        assertThat(suspended.message()).contains("suspended");
        await().atMost(Duration.ofMillis(1_500))
                .until(() -> service.submit(ACME, "c4").status() == 200);
    }

    @Test
    void when_a_key_was_last_used_is_known_to_the_minute() {
        // Given
        service.submit(ACME, "c1");
        // When
        await(gateway.node().stop(Duration.ofSeconds(3)));
        // Then
        assertThat(gateway.sql("SELECT last_used_at > now() - interval '2 minutes' FROM tenant_key"))
                .isEqualTo("t");
    }

    @Test
    void a_key_does_only_what_its_scopes_say() {
        // Given
        Service reader = gateway.withKey(service.tenant(), Set.of(Scope.READ), Optional.empty());
        // When
        Answer answer = reader.submit(ACME, "c1");
        // Then
        assertKomboShaped(answer, 403, null);
        assertThat(answer.message()).contains("result-links:write");
        assertNothingStored();
    }

    @Test
    void what_is_another_tenants_does_not_exist() {
        // Given
        Service stranger = gateway.tenant("strangers");
        Answer mine = service.submit(ACME, "c1");
        // When
        Answer link = stranger.submit(ACME, "c1");
        Answer asked = stranger.send(
                stranger.request("/v1/submissions/" + mine.submissionId()).GET());
        // Then
        assertKomboShaped(link, 404, "PLATFORM.INTEGRATION_NOT_FOUND");
        assertKomboShaped(asked, 404, null);
        assertThat(gateway.sql("SELECT count(*) FROM submission")).isEqualTo("1");
    }

    @Test
    void wrong_requests_are_told_what_is_wrong() {
        // When
        Answer body = service.send(service.link(ACME, "c1").POST(BodyPublishers.ofString("{\"label\":1")));
        Answer type = service.send(service.link(ACME, "c1").setHeader("Content-Type", "text/plain"));
        Answer large = service.send(service.link(ACME, "c1").POST(BodyPublishers.ofString("x".repeat(300_000))));
        Answer route = service.send(service.request("/v1/nothing").GET());
        Answer method = service.send(service.request("/v1/check-api-key").POST(BodyPublishers.noBody()));
        Answer id = service.send(service.request("/v1/submissions/1").GET());
        // Then
        assertKomboShaped(body, 400, "PLATFORM.INPUT_INVALID");
        assertKomboShaped(type, 415, "PLATFORM.INPUT_INVALID");
        assertKomboShaped(large, 413, "PLATFORM.INPUT_INVALID");
        assertKomboShaped(route, 404, null);
        assertKomboShaped(method, 405, null);
        assertKomboShaped(id, 404, null);
        assertNothingStored();
    }

    private static void assertKomboShaped(Answer answer, int status, @org.jspecify.annotations.Nullable String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).contains("application/json");
        assertThat(answer.header("content-length")).isPresent();
        assertThat(answer.json().getString("status")).isEqualTo("error");
        assertThat(answer.error().fieldNames()).contains("code", "title", "message", "log_url");
        assertThat(answer.error().getString("code")).isEqualTo(code);
        assertThat(answer.message()).isNotBlank();
    }

    private void assertNothingStored() {
        assertThat(gateway.sql("SELECT count(*) FROM submission")).isEqualTo("0");
    }
}
