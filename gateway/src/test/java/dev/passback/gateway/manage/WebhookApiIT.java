package dev.passback.gateway.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.tenant.ManagementScope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Operator;
import dev.passback.gateway.testing.RunningGateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookApiIT {

    // nothing is ever sent to a private address
    private static final String URL = "https://10.9.8.7/hooks?of=passback";

    private static RunningGateway gateway;
    private static Operator operator;

    private final String name = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        operator = gateway.operator(ManagementScope.READ, ManagementScope.WRITE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_created_webhook_shows_its_secret_once() {
        // Given
        gateway.tenant(name);
        // When
        Answer created = operator.post(
                "/webhooks",
                new JsonObject()
                        .put("tenant", name)
                        .put("url", URL)
                        .put("events", new JsonArray().add("submission.rejected")));
        String secret = created.content().getString("secret");
        Answer shown = operator.get("/webhooks/" + created.content().getString("id"));
        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(secret).startsWith("whsec_");
        assertThat(shown.content().getString("tenant")).isEqualTo(name);
        assertThat(shown.content().getString("url")).isEqualTo(URL);
        assertThat(shown.content().getString("state")).isEqualTo("active");
        assertThat(shown.content().getJsonArray("events")).containsExactly("submission.rejected");
        assertThat(shown.body() + operator.get("/webhooks").body()).doesNotContain(secret);
    }

    @Test
    void the_operators_hears_of_everything_unless_it_is_told_otherwise() {
        // When
        Answer created =
                operator.post("/webhooks", new JsonObject().putNull("tenant").put("url", URL));
        // Then
        assertThat(created.content().getString("tenant")).isNull();
        assertThat(created.content().getJsonArray("events")).hasSize(8);
    }

    @Test
    void they_are_listed_page_by_page_each_once() {
        // Given
        gateway.tenant(name);
        List<String> made = List.of(create(null), create(name), create(name));
        // When
        List<String> listed = new java.util.ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = operator.get("/webhooks?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.content().getJsonArray("results").stream()
                    .map(JsonObject.class::cast)
                    .forEach(one -> listed.add(one.getString("id")));
            cursor = page.content().getString("next");
        }
        // Then
        assertThat(listed).doesNotHaveDuplicates().containsAll(made);
        assertThat(listed.indexOf(made.get(0))).isLessThan(listed.indexOf(made.get(1)));
        assertThat(listed.indexOf(made.get(1))).isLessThan(listed.indexOf(made.get(2)));
    }

    @Test
    void a_test_message_is_among_its_messages_with_what_came_of_it() {
        // Given
        String webhook = "/webhooks/" + create(null);
        // When
        Answer sent = operator.post(webhook + "/test");
        // Then
        assertThat(sent.status()).isEqualTo(202);
        await().until(() -> !message(webhook).getJsonArray("attempts").isEmpty());
        assertThat(message(webhook).getString("id")).isEqualTo(sent.content().getString("message_id"));
        assertThat(message(webhook).getString("type")).isEqualTo("webhook.test");
        assertThat(message(webhook).getJsonArray("attempts").getJsonObject(0).getString("error"))
                .contains("private address");
    }

    private static JsonObject message(String webhook) {
        return operator.get(webhook + "/messages")
                .content()
                .getJsonArray("results")
                .getJsonObject(0);
    }

    @Test
    void a_rotation_shows_the_new_secret_and_until_when_the_old_one_is_good() {
        // Given
        String webhook = "/webhooks/" + create(null);
        // When
        Answer rotated = operator.post(webhook + "/rotate", new JsonObject().put("overlap_seconds", 600));
        Answer at_once = operator.post(webhook + "/rotate", new JsonObject().put("overlap_seconds", 0));
        // Then
        assertThat(rotated.content().getString("secret")).startsWith("whsec_");
        assertThat(rotated.content().getString("old_secret_until")).isNotBlank();
        assertThat(at_once.content().getString("secret"))
                .isNotEqualTo(rotated.content().getString("secret"));
        assertThat(at_once.content().getString("old_secret_until")).isNull();
    }

    @Test
    void a_disabled_one_is_sent_nothing_until_it_is_enabled_again() {
        // Given
        String webhook = "/webhooks/" + create(null);
        // When
        Answer disabled = operator.post(webhook + "/disable", new JsonObject().put("reason", "it moves"));
        Answer again = operator.post(webhook + "/disable");
        Answer tested = operator.post(webhook + "/test");
        Answer enabled = operator.post(webhook + "/enable");
        // Then
        assertThat(disabled.content().getString("state")).isEqualTo("disabled");
        assertThat(disabled.content().getString("reason")).isEqualTo("it moves");
        assertThat(again.warnings()).containsExactly("Nothing was changed: it is disabled already.");
        assertThat(tested.status()).isEqualTo(409);
        assertThat(enabled.content().getString("state")).isEqualTo("active");
        assertThat(operator.post(webhook + "/test").status()).isEqualTo(202);
    }

    @Test
    void a_removed_one_is_not_there_and_the_audit_log_says_who_removed_it() {
        // Given
        String id = create(null);
        // When
        Answer removed = operator.post("/webhooks/" + id + "/remove", new JsonObject().put("reason", "nobody listens"));
        // Then
        assertThat(removed.content().getString("id")).isEqualTo(id);
        assertThat(operator.get("/webhooks/" + id).status()).isEqualTo(404);
        assertThat(operator.post("/webhooks/" + id + "/remove").status()).isEqualTo(404);
        assertThat(operator.get("/audit?kind=webhook&subject=" + id).body())
                .contains(
                        "\"delete\"",
                        "nobody listens",
                        "management-key:" + operator.key().id());
    }

    @Test
    void what_is_not_there_is_not_found() {
        // When // Then
        assertThat(operator.get("/webhooks/nothing").status()).isEqualTo(404);
        assertThat(operator.post("/webhooks/" + UUID.randomUUID() + "/rotate").status())
                .isEqualTo(404);
        assertThat(operator.get("/webhooks?cursor=bm90aGluZw").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"url\": \"https://example.com/\"} | tenant",
                "{\"tenant\": null} | url",
                "{\"tenant\": \"nobody-at-all\", \"url\": \"https://example.com/\"} | no tenant",
                "{\"tenant\": \"no\\u0000body\", \"url\": \"https://example.com/\"} | null for the operator",
                "{\"tenant\": null, \"url\": \"ftp://example.com/\"} | absolute URL",
                "{\"tenant\": null, \"url\": \"https://me:secret@example.com/\"} | without user",
                "{\"tenant\": null, \"url\": \"https://example.com/\", \"events\": []} | at least one event",
                "{\"tenant\": null, \"url\": \"https://example.com/\", \"events\": [\"submission.lost\"]} | submission.held",
            })
    void what_is_wrong_with_a_new_one_is_said(String body, String said) {
        // When
        Answer refused = operator.post("/webhooks", body);
        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains(said);
    }

    private static String create(String tenant) {
        return operator.post("/webhooks", new JsonObject().put("tenant", tenant).put("url", URL))
                .content()
                .getString("id");
    }
}
