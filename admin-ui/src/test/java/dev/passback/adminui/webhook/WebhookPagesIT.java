package dev.passback.adminui.webhook;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.Sealed;
import dev.passback.core.staff.Role;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.audit.Act;
import dev.passback.db.webhook.Delivery;
import dev.passback.db.webhook.DueMessage;
import dev.passback.db.webhook.WebhookQueue;
import dev.passback.db.webhook.WebhookStore;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WebhookPagesIT {

    private static final Site SITE = Site.open();
    private static final Stock ACME = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex");

    private final WebhookRef webhook = made();
    private final String page = "/webhooks/" + webhook.id();
    private final Client ada = Client.signedIn(SITE, Role.ADMIN);

    @AfterAll
    static void close() {
        SITE.close();
    }

    private static WebhookRef made() {
        WebhookRef ref = new WebhookRef(ACME.tenant(), UUID.randomUUID());
        await(new WebhookStore(SITE.pool())
                .create(
                        ref,
                        URI.create("https://acme.example.com/hooks/" + ref.id()),
                        Set.of(EventType.SUBMISSION_REJECTED),
                        new Sealed(1, "sealed"),
                        Act.BY_PASSBACK));
        return ref;
    }

    @Test
    void the_list_tells_who_is_told_of_what() {
        assertThat(text(ada.get("/webhooks")))
                .contains("acme.example.com/hooks/" + webhook.id(), "acme", "submission.rejected");
    }

    @Test
    void a_test_is_made_by_a_button_and_its_history_tells_what_came_of_it() {
        // Given
        assertThat(text(ada.get(page))).contains("None yet");
        // When
        HttpResponse<String> pressed = ada.submit(page, page + "/test", Map.of());
        // Then
        assertThat(text(ada.follow(pressed))).contains("on its way", "webhook.test", "Waiting");
        // When
        WebhookQueue queue = new WebhookQueue(SITE.pool());
        DueMessage due = await(queue.take(List.of(), Duration.ofMinutes(1))).stream()
                .filter(message -> message.webhook().equals(webhook))
                .findFirst()
                .orElseThrow();
        await(queue.settle(
                due,
                new Delivery(
                        Duration.ofMillis(41),
                        Optional.of(503),
                        Optional.of("it was not taken"),
                        new Delivery.Next.Never())));
        // Then
        assertThat(text(ada.get(page))).contains("Given up", "status 503", "it was not taken", "after 41 ms");
        assertThat(text(ada.get("/webhooks"))).contains("Messages given up");
    }

    @Test
    void it_is_disabled_with_a_reason_and_enabled_again() {
        // When
        HttpResponse<String> wrong = ada.submit(page, page + "/disable", Map.of("reason", ""));
        // Then
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("say why");
        // When
        ada.submit(page, page + "/disable", Map.of("reason", "it is being moved"));
        // Then
        assertThat(text(ada.get(page))).contains("told of nothing", "it is being moved", "Enable this webhook");
        assertThat(text(ada.get("/audit"))).contains("it is being moved");
        // When
        ada.submit(page, page + "/enable", Map.of());
        // Then
        assertThat(text(ada.get(page))).contains("Told of submission.rejected");
    }

    @Test
    void a_new_one_shows_its_secret_once_to_whoever_made_it() {
        // When
        HttpResponse<String> made = ada.submit("/webhooks", "/webhooks", form("acme"));
        String secret = secret(ada.follow(made));
        String there = made.headers().firstValue("location").orElseThrow();
        // Then
        assertThat(there).doesNotContain(secret);
        assertThat(ada.follow(made).body())
                .contains("This secret cannot be shown")
                .doesNotContain(secret);
        assertThat(text(ada.get(there.replace("/secret", ""))))
                .contains("https://acme.example.com/new", "Tenant acme", "Told of submission.held");
        assertThat(ada.get("/audit").body())
                .contains("https://acme.example.com/new")
                .doesNotContain(secret);
        assertThat(opened(there)).isEqualTo(secret);
    }

    /** What the gateway will sign with. */
    private static String opened(String there) {
        UUID id = UUID.fromString(there.split("/", -1)[2]);
        Row row = SITE.run("SELECT key_id, ciphertext FROM webhook_secret WHERE webhook_id = $1", id)
                .iterator()
                .next();
        return OpeningKeys.parse(Site.KEYS.opening())
                .open(new Sealed(row.getLong("key_id"), row.getString("ciphertext")), new WebhookRef(ACME.tenant(), id))
                .reveal();
    }

    @Test
    void the_operators_hears_of_everything_and_is_made_by_who_runs_all() {
        // Given
        SITE.run(
                "INSERT INTO staff (name, role, password_hash, all_tenants) SELECT 'bo', role, password_hash, false FROM staff"
                        + " WHERE name = $1",
                Site.nameOf(Role.ADMIN));
        SITE.run("INSERT INTO staff_tenant VALUES ('bo', $1)", ACME.tenant().value());
        Client bo = new Client(SITE);
        bo.signIn("bo", Site.PASSWORD);
        // When
        HttpResponse<String> made = ada.submit("/webhooks", "/webhooks", forAll(""));
        HttpResponse<String> forgotten = ada.submit("/webhooks", "/webhooks", form(""));
        HttpResponse<String> both = ada.submit("/webhooks", "/webhooks", forAll("acme"));
        HttpResponse<String> refused = bo.submit("/webhooks", "/webhooks", forAll(""));
        HttpResponse<String> foreign = bo.submit("/webhooks", "/webhooks", form("nobody"));
        // Then
        assertThat(text(ada.get(
                        made.headers().firstValue("location").orElseThrow().replace("/secret", ""))))
                .contains("The operator's: hears of all tenants");
        assertThat(forgotten.statusCode()).isEqualTo(422);
        assertThat(text(forgotten)).contains("Say whose it is, or tick the box.");
        assertThat(text(both)).contains("Either one tenant or all of them.");
        assertThat(text(refused)).contains("Say whose it is.");
        assertThat(text(foreign)).contains("There is no tenant of this name.");
        assertThat(secret(bo.follow(bo.submit("/webhooks", "/webhooks", form("acme")))))
                .startsWith("whsec_");
    }

    @Test
    void what_is_wrong_with_a_new_one_is_said_all_at_once() {
        // When
        HttpResponse<String> back = ada.submit("/webhooks", "/webhooks", Map.of("url", "acme", "tenant", "nobody"));
        // Then
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(text(back))
                .contains(
                        "It must be an absolute URL",
                        "It must be told of something.",
                        "There is no tenant of this name.");
    }

    @Test
    void a_new_secret_is_shown_once_and_the_old_one_stays_good_for_a_while() {
        // When
        HttpResponse<String> made = ada.submit(page, page + "/rotate", Map.of("overlap", "day"));
        HttpResponse<String> wrong = ada.submit(page, page + "/rotate", Map.of("overlap", "for ever"));
        // Then
        assertThat(secret(ada.follow(made))).startsWith("whsec_");
        assertThat(text(ada.get(page))).contains("signed with the secret before too until");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Choose one of these.");
    }

    private static Map<String, String> form(String tenant) {
        return Map.of("url", "https://acme.example.com/new", "tenant", tenant, "submission.held", "yes");
    }

    private static Map<String, String> forAll(String tenant) {
        return Map.of("url", "https://acme.example.com/all", "tenant", tenant, "all", "yes", "submission.held", "yes");
    }

    private static String secret(HttpResponse<String> page) {
        Matcher secret =
                Pattern.compile("whsec_[A-Za-z0-9+/=]+").matcher(page.body().replace("&#61;", "="));
        assertThat(secret.find()).as("a secret in %s", text(page)).isTrue();
        return secret.group();
    }

    @Test
    void who_is_no_admin_sees_it_and_changes_nothing() {
        // Given
        Client vera = Client.signedIn(SITE, Role.VIEWER);
        // When // Then
        assertThat(text(vera.get(page))).contains("takes the role admin").doesNotContain("Send a test message");
        assertThat(vera.submit("/", page + "/test", Map.of()).statusCode()).isEqualTo(403);
    }

    private static String text(HttpResponse<String> page) {
        return page.body().replaceAll("<[^>]+>", "").replaceAll("\\s+", " ");
    }
}
