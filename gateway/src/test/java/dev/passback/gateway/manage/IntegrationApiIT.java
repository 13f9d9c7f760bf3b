package dev.passback.gateway.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.tenant.ManagementScope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Operator;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntegrationApiIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final String CREDENTIAL = "a-credential-that-nobody-may-ever-read-again";

    private static RunningGateway gateway;
    private static Operator operator;

    private final String name = "tenant-" + UUID.randomUUID();
    private final String integrations = "/tenants/" + name + "/integrations";
    private final String acme = integrations + "/" + ACME;
    private Service service;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        gateway.secret(CREDENTIAL);
        operator = gateway.operator(ManagementScope.READ, ManagementScope.WRITE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void tenant() {
        service = gateway.tenant(name);
    }

    @Test
    void a_created_integration_is_there_with_defaults_and_nothing_of_its_credential() {
        // When
        Answer created = create(new JsonObject());
        Answer found = operator.get(acme);
        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(found.content()).isEqualTo(created.content());
        assertThat(found.header("etag")).contains("\"1\"");
        assertThat(found.content().getString("label")).isEqualTo(ACME);
        assertThat(found.content().getInteger("cap")).isEqualTo(20);
        assertThat(found.content().getInteger("credential_version")).isEqualTo(1);
        assertThat(found.body()).doesNotContain(CREDENTIAL, "ciphertext");
    }

    @Test
    void the_same_again_is_no_harm_and_another_with_that_id_is_refused() {
        // Given
        create(new JsonObject());
        // When
        Answer again = create(new JsonObject());
        Answer other = create(new JsonObject().put("cap", 3));
        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.warnings()).singleElement().asString().contains("Credentials cannot be compared");
        assertThat(again.content().getInteger("credential_version")).isEqualTo(1);
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void settings_are_changed_one_by_one_on_top_of_the_version_that_was_read() {
        // Given
        create(new JsonObject());
        // When
        Answer first = operator.patch(
                acme,
                "\"1\"",
                new JsonObject()
                        .put("label", "Greenhouse of ACME")
                        .put("retry_waits_ms", new JsonArray().add(1_000).add(2_000))
                        .put("unsure_rule", "hold")
                        .put("reason", "the customer asked"));
        Answer stale = operator.patch(acme, "\"1\"", new JsonObject().put("cap", 3));
        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("etag")).contains("\"2\"");
        assertThat(first.content().getString("label")).isEqualTo("Greenhouse of ACME");
        assertThat(first.content().getString("unsure_rule")).isEqualTo("hold");
        assertThat(first.content().getJsonArray("retry_waits_ms")).containsExactly(1_000, 2_000);
        assertThat(first.content().getInteger("cap")).isEqualTo(20);
        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void all_that_is_wrong_is_named_at_once_and_nothing_is_stored() {
        // When
        Answer wrong = operator.post(
                integrations,
                new JsonObject()
                        .put("id", "with blank")
                        .put("base_url", "ftp://example.com")
                        .put("cap", 0)
                        .put("answer_within_ms", 60_001)
                        .put("unsure_rule", "guess")
                        .put("retry_waits_ms", new JsonArray())
                        .put("may_add_result_links", "yes")
                        .put("state", "paused"));
        // Then
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.message())
                .contains(
                        "credential is missing",
                        "id must be",
                        "base_url must be",
                        "cap must be",
                        "answer_within_ms must be",
                        "unsure_rule must be",
                        "retry_waits_ms must be",
                        "may_add_result_links must be",
                        "\"state\" is unknown");
        assertThat(operator.get(integrations).content().getJsonArray("results")).isEmpty();
    }

    @Test
    void a_paused_integration_sends_nothing_until_it_is_released() {
        // Given
        gateway.integration(service, ACME, Plan.QUICK.answerWithin(java.time.Duration.ofMillis(200)));
        // When
        Answer paused = operator.post(acme + "/pause", new JsonObject().put("reason", "the customer moves house"));
        Answer again = operator.post(acme + "/pause");
        // Then
        assertThat(paused.content().getString("state")).isEqualTo("paused");
        assertThat(paused.content().getString("state_reason")).isEqualTo("the customer moves house");
        assertThat(again.warnings()).containsExactly("Nothing was changed: it is paused already.");
        // When
        await().until(() -> service.submit(ACME, "c1").content().getInteger("attempts") == 0);
        Answer waiting = service.submit(ACME, "c2");
        operator.post(acme + "/release");
        // Then
        await().until(() -> service.state(waiting.submissionId()).equals("delivered"));
    }

    @Test
    void where_adding_result_links_is_off_a_caller_is_told_so_in_kombos_words() {
        // Given
        gateway.integration(service, ACME, Plan.QUICK);
        // When
        Answer changed = operator.patch(acme, "\"1\"", new JsonObject().put("may_add_result_links", false));
        // Then
        assertThat(changed.content().getBoolean("may_add_result_links")).isFalse();
        await().until(() -> service.submit(ACME, "c1").status() == 403);
        Answer refused = service.submit(ACME, "c1");
        assertThat(refused.error().getString("code")).isEqualTo("INTEGRATION.ACTION_DISABLED");
        assertThat(refused.message()).contains(ACME);
    }

    @Test
    void a_rotated_credential_has_the_next_number() {
        // Given
        gateway.integration(service, ACME, Plan.QUICK);
        // When
        Answer rotated = operator.post(acme + "/credential", new JsonObject().put("credential", CREDENTIAL));
        Answer missing = operator.post(acme + "/credential", "{}");
        // Then
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.content().getInteger("credential_version")).isEqualTo(2);
        assertThat(missing.message()).contains("credential is missing");
    }

    @Test
    void a_test_link_tells_how_it_went() {
        // Given
        gateway.integration(service, ACME, Plan.QUICK);
        // When
        Answer sent = operator.post(
                acme + "/test",
                new JsonObject().put("candidate_id", "8Xi6iZrwusZqJmDGXs49GBmJ").put("wait_seconds", 30));
        Answer without = operator.post(acme + "/test", "{}");
        Answer script = operator.post(
                acme + "/test", new JsonObject().put("application_id", "a1").put("url", "javascript:alert(1)"));
        // Then
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.content().getString("state")).isEqualTo("delivered");
        assertThat(service.ask(sent.submissionId()).getString("label")).isEqualTo("Passback test link");
        assertThat(without.status()).isEqualTo(400);
        assertThat(script.status()).isEqualTo(400);
    }

    @Test
    void what_is_another_tenants_is_not_there() {
        // Given
        create(new JsonObject());
        String others = "/tenants/" + gateway.tenant(name + "-2").tenant().name() + "/integrations/" + ACME;
        // When // Then
        assertThat(operator.get(others).status()).isEqualTo(404);
        assertThat(operator.post(others + "/pause").status()).isEqualTo(404);
        assertThat(operator.post(others + "/test", new JsonObject().put("candidate_id", "c1"))
                        .status())
                .isEqualTo(404);
        assertThat(operator.patch(others, "\"1\"", new JsonObject().put("cap", 3))
                        .status())
                .isEqualTo(404);
        assertThat(operator.post(others + "/credential", new JsonObject().put("credential", CREDENTIAL))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_list_goes_page_by_page() {
        // Given
        for (String id : new String[] {"c", "a", "b"}) {
            create(new JsonObject().put("id", id));
        }
        // When
        Answer first = operator.get(integrations + "?limit=2");
        Answer second =
                operator.get(integrations + "?limit=2&cursor=" + first.content().getString("next"));
        // Then
        assertThat(first.content().getJsonArray("results"))
                .extracting(one -> ((JsonObject) one).getString("id"))
                .containsExactly("a", "b");
        assertThat(second.content().getJsonArray("results"))
                .extracting(one -> ((JsonObject) one).getString("id"))
                .containsExactly("c");
        assertThat(second.content().getString("next")).isNull();
    }

    private Answer create(JsonObject more) {
        return operator.post(
                integrations,
                new JsonObject()
                        .put("id", ACME)
                        .put("base_url", "https://api.kombo.example/v1")
                        .put("credential", CREDENTIAL)
                        .mergeIn(more));
    }
}
