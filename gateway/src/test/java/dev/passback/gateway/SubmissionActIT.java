package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.Scope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant sends again and cancels, with a reason that is kept. */
class SubmissionActIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";

    private static final RunningGateway GATEWAY = RunningGateway.start();

    private final Service service = GATEWAY.tenant("assessments " + UUID.randomUUID());
    private String held;

    @BeforeEach
    void hold() {
        GATEWAY.integration(service, ACME, Plan.QUICK.holdUnsure());
        held = service.submit(ACME, "force-taken-reset").submissionId();
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void a_reason_stands_in_the_audit_log_on_one_line() {
        // Given
        String reason = new JsonObject()
                .put("reason", " The customer\r\n\u0000said \ud83d\ude00 so\t")
                .encode();
        // When
        Answer answer = service.send(act("retry", reason));
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.warnings()).isEmpty();
        assertThat(answer.content().getBoolean("may_be_doubled")).isTrue();
        assertThat(audit("act || ': ' || reason")).isEqualTo("send again: The customer said \ud83d\ude00 so");
        assertThat(audit("actor")).isEqualTo("key:" + service.key().id());
    }

    @Test
    void a_second_press_changes_nothing_and_says_so() {
        // Given
        Answer first = service.send(act("cancel", "{\"reason\":\"one\"}"));
        // When
        Answer second = service.send(act("cancel", "{\"reason\":\"two\"}"));
        // Then
        assertThat(first.content().getString("state")).isEqualTo("cancelled");
        assertThat(first.warnings()).isEmpty();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.content().getString("state")).isEqualTo("cancelled");
        assertThat(second.warnings()).singleElement().asString().startsWith("Nothing was changed: ");
        assertThat(audit("string_agg(act || ' ' || reason, ',')")).isEqualTo("cancel one");
    }

    static Stream<String> noReasons() {
        return Stream.of("", "{}", "{\"reason\":\"\"}", "{\"reason\":\" \\n \"}");
    }

    @ParameterizedTest
    @MethodSource("noReasons")
    void a_reason_may_be_left_out(String body) {
        // When
        Answer answer = service.send(act("cancel", body));
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(audit("count(*) || ' ' || count(reason)")).isEqualTo("1 0");
    }

    @Test
    void without_a_body_the_type_of_it_does_not_matter() {
        // When
        Answer answer = service.send(act("cancel", "").setHeader("Content-Type", "application/x-www-form-urlencoded"));
        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void the_longest_reason_is_taken() {
        // When
        Answer answer = service.send(act("cancel", "{\"reason\":\"" + "\ud83d\ude00".repeat(500) + "\"}"));
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(audit("length(reason)")).isEqualTo("500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"why\"",
                "{\"reason\":",
                "{\"reason\":1}",
                "{\"reason\":null}",
                "{\"reason\":\"ok\",\"why\":\"?\"}",
                "{\"reason\":\"ok\"} and more",
                "reason=ok"
            })
    void any_other_body_is_refused_and_nothing_is_changed(String body) {
        // When
        Answer answer = service.send(act("cancel", body));
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().getString("code")).isEqualTo("PLATFORM.INPUT_INVALID");
        assertNothingChanged();
    }

    @Test
    void what_is_wrong_with_a_body_is_named() {
        // When
        Answer answer =
                service.send(act("retry", "{\"reason\":\"" + "x".repeat(501) + "\",\"why\":\"?\",\"who\":\"me\"}"));
        // Then
        assertThat(answer.message()).contains("\"why\" is unknown", "\"who\" is unknown", "reason must be", "500");
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void a_body_of_another_type_is_refused(String type) {
        // When
        Answer answer = service.send(act("cancel", "{\"reason\":\"ok\"}").setHeader("Content-Type", type));
        // Then
        assertThat(answer.status()).isEqualTo(415);
        assertNothingChanged();
    }

    @Test
    void what_is_another_tenants_cannot_be_touched() {
        // Given
        Service stranger = GATEWAY.tenant("strangers");
        // When // Then
        for (String act : Set.of("retry", "cancel")) {
            assertThat(stranger.send(stranger.request(path(act)).POST(BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(404);
        }
        assertNothingChanged();
    }

    @Test
    void a_key_acts_only_with_the_scope_for_it() {
        // Given
        Service reader = GATEWAY.withKey(service.tenant(), Set.of(Scope.READ, Scope.WRITE), Optional.empty());
        // When
        Answer answer = reader.send(reader.request(path("cancel")).POST(BodyPublishers.noBody()));
        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).contains("submissions:act");
        assertNothingChanged();
    }

    private HttpRequest.Builder act(String act, String body) {
        return service.request(path(act))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private String path(String act) {
        return "/v1/submissions/" + held + "/" + act;
    }

    private String audit(String columns) {
        return GATEWAY.sql("SELECT " + columns + " FROM audit WHERE submission_id = '" + held + "'");
    }

    private void assertNothingChanged() {
        assertThat(service.state(held)).isEqualTo("held");
        assertThat(audit("count(*)")).isEqualTo("0");
    }
}
