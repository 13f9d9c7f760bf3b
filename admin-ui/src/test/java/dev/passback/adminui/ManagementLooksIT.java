package dev.passback.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.passback.adminui.staff.provider.GroupRoles;
import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.adminui.testing.Waiting;
import dev.passback.core.credential.Sealed;
import dev.passback.core.credential.Secret;
import dev.passback.core.staff.Role;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.audit.Act;
import dev.passback.db.webhook.WebhookStore;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages for tenants, integrations, staff and the audit log in every dress. */
class ManagementLooksIT {

    private static final Site SITE = Site.openWith(ManagementLooksIT::provider);
    private static final WebhookRef WEBHOOK = new WebhookRef(WebhookRef.OPERATOR, UUID.randomUUID());
    private static final String TENANT = "/tenants/acme-assess";
    private static final String INTEGRATION =
            "/integration?tenant=acme-assess&id=greenhouse%3AHWUTwvyx2wLoSUHphiWVrp28";

    /** One that does not answer. */
    private static ProviderSettings provider(URI here) {
        return new ProviderSettings(
                URI.create("http://localhost:1/staff"),
                "passback",
                new Secret("secret"),
                "groups",
                GroupRoles.parse("viewer=*"),
                true,
                here);
    }

    private static final List<Look> LOOKS = List.of(
            new Look("tenants", SITE, Role.ADMIN, "/tenants"),
            new Look("tenants-returned", SITE, Role.ADMIN, "/tenants", page -> {
                page.fill("#create-name", "acme-assess");
                page.fill("#create-rate", "5");
                page.click("main .primary");
            }),
            new Look("tenant", SITE, Role.ADMIN, TENANT, ManagementLooksIT::openAll),
            new Look("tenant-suspended", SITE, Role.ADMIN, "/tenants/langtest"),
            new Look("new-key", SITE, Role.ADMIN, "/tenants/skillcheck", page -> {
                page.fill("#key-label", "staging");
                page.click("text=Create key");
            }),
            new Look("integrations", SITE, Role.ADMIN, "/integrations"),
            new Look("integrations-none", SITE, Role.ADMIN, "/integrations?tenant=skillcheck&state=blocked"),
            new Look("integration", SITE, Role.ADMIN, INTEGRATION, ManagementLooksIT::openAll),
            new Look("integration-returned", SITE, Role.ADMIN, INTEGRATION, page -> {
                page.fill("#settings-wait", "soon");
                page.fill("#settings-base-url", "api.kombo.dev");
                page.click("text=Save settings");
            }),
            new Look(
                    "integration-blocked",
                    SITE,
                    Role.ADMIN,
                    "/integration?tenant=langtest&id=lever%3A9ZxCvBnMaSdFgHjKlQwErTyU"),
            new Look("webhooks", SITE, Role.ADMIN, "/webhooks"),
            new Look("webhook", SITE, Role.ADMIN, "/webhooks/" + WEBHOOK.id()),
            new Look("webhooks-returned", SITE, Role.ADMIN, "/webhooks", page -> {
                page.fill("#create-url", "ops.example.com");
                page.click("text=Create webhook");
            }),
            new Look("webhook-secret", SITE, Role.ADMIN, "/webhooks", page -> {
                page.fill("#create-url", "https://skillcheck.example.com/hooks/passback");
                page.fill("#create-tenant", "skillcheck");
                page.click("text=Create webhook");
            }),
            new Look("staff", SITE, Role.ADMIN, "/staff"),
            new Look("staff-one", SITE, Role.ADMIN, "/staff/sam"),
            new Look("staff-oneself", SITE, Role.ADMIN, "/staff/ada"),
            new Look("audit", SITE, Role.ADMIN, "/audit"),
            new Look("audit-none", SITE, Role.ADMIN, "/audit?actor=nobody-there&from=soon"),
            new Look("provider-down", SITE, Role.ADMIN, "/sign-in/provider"));

    @BeforeAll
    static void fill() {
        Stock acme = new Stock(SITE.pool(), "acme-assess", "greenhouse:HWUTwvyx2wLoSUHphiWVrp28", "Globex Greenhouse");
        new Stock(SITE.pool(), "skillcheck", "workday:3kTz9pLmQwErTyUiOpAsDfGh", "Initech Workday");
        Stock walled = new Stock(SITE.pool(), "langtest", "lever:9ZxCvBnMaSdFgHjKlQwErTyU", "Umbrella Lever");
        walled.age(walled.blocked("English B2", Stock.APPLICATION), Duration.ofMinutes(3));
        Client ada = Client.signedIn(SITE, Role.ADMIN);
        webhook();
        keys(ada);
        Map<String, String> limits = Map.of("version", "1", "rate", "50", "burst", "200", "day", "100000");
        ada.submit(TENANT, TENANT + "/limits", limits);
        Map<String, String> why = Map.of("reason", "its key was posted in a public channel", "confirmed", "yes");
        ada.submit(TENANT, "/tenants/langtest/suspend", why);
        ada.reveal(acme.rejected("Coding test", Stock.CANDIDATE), "the customer asks which score was sent");
        SITE.run(
                "INSERT INTO rollup SELECT tenant_id, id, 'day', day, 0, 1200 + 37 * n, 3 * n, n / 5, 0, 0, 0, 0, 0, 0 FROM integration,"
                        + " LATERAL (SELECT n, date_trunc('day', now(), 'UTC') - (n - 2) * interval '1 day' AS day FROM generate_series(2, 9) n) d");
        SITE.run("UPDATE integration SET state = 'paused', state_reason = 'customer moves to another ATS on Monday'"
                + " WHERE id LIKE 'workday%'");
        SITE.run("INSERT INTO staff (name, role, provider_subject, all_tenants)"
                + " VALUES ('anna.berg@example.com', 'support', 'https://id.example 1', false)");
        SITE.run("INSERT INTO staff_tenant SELECT 'anna.berg@example.com', id FROM tenant");
        SITE.run("UPDATE staff SET disabled_at = now() WHERE name = 'vera'");
    }

    private static void webhook() {
        Waiting.await(new WebhookStore(SITE.pool())
                .create(
                        WEBHOOK,
                        URI.create("https://ops.example.com/passback"),
                        EnumSet.allOf(EventType.class),
                        new Sealed(1, "sealed"),
                        Act.BY_PASSBACK));
        String columns =
                "INSERT INTO webhook_message (tenant_id, webhook_id, id, type, body, made_at, state, due_at, attempts) SELECT 0, '"
                        + WEBHOOK.id() + "', gen_random_uuid(), ";
        String body = "'{\"type\":\"submission.rejected\",\"data\":{\"state\":\"rejected\"}}', ";
        SITE.run(columns + "'submission.rejected', " + body + "now() - interval '9 min', 'delivered', NULL, 1");
        SITE.run(columns + "'integration.blocked', " + body
                + "now() - interval '2 h', 'waiting', now() + interval '30 min', 3");
        SITE.run(columns + "'problem.opened', " + body + "now() - interval '4 days', 'failed', NULL, 10");
        SITE.run(
                "INSERT INTO webhook_attempt SELECT tenant_id, webhook_id, id, n, made_at + n * interval '5 s', 38 + n,"
                        + " CASE state WHEN 'delivered' THEN 204 ELSE 503 END, CASE WHEN state <> 'delivered' THEN 'it was not taken' END"
                        + " FROM webhook_message, generate_series(1, attempts) n");
    }

    private static void keys(Client ada) {
        Map<String, String> key = Map.of("label", "production, eu-west", "life", "year", "WRITE", "yes", "READ", "yes");
        String first = ada.submit(TENANT, TENANT + "/keys", key)
                .headers()
                .firstValue("location")
                .orElseThrow();
        ada.submit(TENANT, first + "/rotate", Map.of("overlap", "day"));
        String old = ada.submit(TENANT, TENANT + "/keys", Map.of("label", "a try-out", "life", "no_end", "READ", "yes"))
                .headers()
                .firstValue("location")
                .orElseThrow();
        ada.submit(TENANT, old + "/revoke", Map.of("confirmed", "yes"));
    }

    private static void openAll(Page page) {
        page.locator("details summary").all().forEach(summary -> summary.click());
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void every_page_is_fit_to_be_seen() {
        try (Visitor visitor = Visitor.with(SITE, Look.window())) {
            // Given
            new Look("sign-in-provider", SITE, Role.ADMIN, "/sign-in").by(visitor);
            visitor.signIn(Role.ADMIN);
            // When
            LOOKS.forEach(look -> look.by(visitor));
            // Then
            assertThat(visitor.complaints())
                    .allMatch(complaint -> complaint.contains("422 (Unprocessable Entity)")
                            || complaint.contains("503 (Service Unavailable)"));
        }
    }
}
