package dev.passback.adminui.webhook;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.credential.Sealed;
import dev.passback.core.staff.Role;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.audit.Act;
import dev.passback.db.webhook.Delivery;
import dev.passback.db.webhook.DueMessage;
import dev.passback.db.webhook.WebhookQueue;
import dev.passback.db.webhook.WebhookStore;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
