package dev.passback.adminui.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.http.PathText;
import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.Sealed;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.staff.Role;
import io.vertx.sqlclient.Row;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationPagesIT {

    private static final Site SITE = Site.open();
    private static final String CREDENTIAL = "ks_live_0123456789abcdef";

    private final String tenant = "acme " + UUID.randomUUID();
    // whatever may stand in a header
    private final String id = "greenhouse:a/b?c=%2e%2e&d#" + UUID.randomUUID();
    private final Stock stock = new Stock(SITE.pool(), tenant, id, "Globex Greenhouse");
    private final IntegrationRef ref = new IntegrationRef(stock.tenant(), id);
    private final String query = "?tenant=" + PathText.encoded(tenant) + "&id=" + PathText.encoded(id);
    private final String page = "/integration" + query;
    private final Client ada = Client.signedIn(SITE, Role.ADMIN);

    @AfterAll
    static void close() {
        SITE.close();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("version", "1");
        settings.put("label", "Globex, now Workday");
        settings.put("base-url", "https://api.kombo.dev/v1/");
        settings.put("cap", "7");
        settings.put("wait", "5s");
        settings.put("call-timeout", "90s");
        settings.put("retry-waits", "10s, 1m,2h");
        settings.put("retry-window", "5d");
        settings.put("unsure", "hold");
        settings.put("unsure-wait", "15m");
        settings.put("may-add", "yes");
        return settings;
    }

    private HttpResponse<String> submit(String action, Map<String, String> fields) {
        return ada.submit(page, "/integration/" + action + query, fields);
    }

    private Row row() {
        return SITE.run("SELECT * FROM integration WHERE id = $1", id)
                .iterator()
                .next();
    }

    @Test
    void it_is_in_the_list_with_its_state_and_how_it_fares() {
        // When
        String list = text(ada.get("/integrations?tenant=" + PathText.encoded(tenant)));
        // Then
        assertThat(list).contains("Globex Greenhouse", "Active", tenant, "nothing was settled", "0 of 20");
        assertThat(text(ada.get(page))).contains("Globex Greenhouse", "Version 1, in force since");
        assertThat(ada.get(page).body()).contains(id.replace("&", "&amp;"));
    }

    @Test
    void settings_are_changed_as_they_were_typed() {
        // When
        HttpResponse<String> done = submit("settings", settings());
        // Then
        assertThat(text(ada.follow(done))).contains("Done: the next attempt goes by the new settings");
        assertThat(row().getString("label")).isEqualTo("Globex, now Workday");
        assertThat(row().getString("base_url")).isEqualTo("https://api.kombo.dev/v1");
        assertThat(row().getInteger("cap")).isEqualTo(7);
        assertThat(row().getLong("call_timeout")).isEqualTo(90_000);
        assertThat(row().getArrayOfLongs("retry_waits")).containsExactly(10_000L, 60_000L, 7_200_000L);
        assertThat(row().getString("unsure_rule")).isEqualTo("hold");
        assertThat(ada.get(page).body()).contains("value=\"10s, 1m, 2h\"", "value=\"5d\"", "value=\"90s\"");
    }

    @ParameterizedTest
    @CsvSource({
        "label, '', a name by which people know it",
        "base-url, ftp://x, Must be an absolute URL",
        "base-url, https://u:p@x/v1, without user",
        "cap, 0, Must be a whole number from 1 to",
        "cap, '', It needs a number",
        "wait, 61s, Must be from 0s to 60s",
        "wait, soon, Must be a duration",
        "call-timeout, 6m, at most 5m",
        "retry-waits, '5s,,1m', Must be durations with commas",
        "retry-waits, 0s, Each wait must be above 0s",
        "retry-window, 61d, Must be at most 60d",
        "unsure, guess, Choose one of these"
    })
    void what_cannot_be_comes_back_beside_its_field_with_all_that_was_typed(String field, String value, String words) {
        // Given
        Map<String, String> wrong = settings();
        wrong.put(field, value);
        // When
        HttpResponse<String> back = submit("settings", wrong);
        // Then
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body())
                .contains("id=\"settings-" + field + "-problem\"", words)
                .contains("15m");
        assertThat(row().getLong("version")).isEqualTo(1);
    }

    @Test
    void settings_on_top_of_an_older_state_change_nothing() {
        // Given
        submit("settings", settings());
        Map<String, String> stale = settings();
        stale.put("label", "Overwritten");
        // When
        HttpResponse<String> back = submit("settings", stale);
        // Then
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body()).contains("somebody else changed this", "value=\"Overwritten\"");
        assertThat(row().getString("label")).isEqualTo("Globex, now Workday");
    }

    @Test
    void a_new_credential_is_sealed_for_this_integration_and_shown_nowhere() {
        // When
        HttpResponse<String> done =
                submit("credential", Map.of("credential", CREDENTIAL, "reason", "it leaked", "confirmed", "yes"));
        // Then
        String shown = ada.follow(done).body();
        assertThat(shown).contains("the new credential is sealed", "Version 2");
        Row stored = SITE.run("SELECT * FROM credential WHERE integration_id = $1 AND version = 2", id)
                .iterator()
                .next();
        Sealed sealed = new Sealed(stored.getLong("key_id"), stored.getString("ciphertext"));
        assertThat(OpeningKeys.parse(Site.KEYS.opening()).open(sealed, ref).reveal())
                .isEqualTo(CREDENTIAL);
        for (String page : new String[] {
            shown, ada.get("/audit").body(), ada.get("/integrations").body()
        }) {
            assertThat(page).doesNotContain(CREDENTIAL, sealed.ciphertext());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "zwei\nzeilen", "schlüssel"})
    void what_can_be_no_key_comes_back_without_what_was_typed(String credential) {
        // When
        HttpResponse<String> back = submit("credential", Map.of("credential", credential, "confirmed", "yes"));
        // Then
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body()).contains("API key as it is").doesNotContain("schlüssel", "two words");
    }

    @Test
    void pausing_asks_why_and_releasing_sends_what_waited() {
        // When
        HttpResponse<String> hasty = submit("pause", Map.of());
        // Then
        assertThat(hasty.body()).contains("say why, so that others know");
        // When
        HttpResponse<String> paused = submit("pause", Map.of("reason", "maintenance until Monday"));
        // Then
        assertThat(text(ada.follow(paused)))
                .contains("Paused", "“maintenance until Monday”", "Release this integration");
        assertThat(text(ada.get("/integrations?state=paused"))).contains(tenant);
        // When
        HttpResponse<String> released = submit("release", Map.of());
        // Then
        assertThat(text(ada.follow(released))).contains("Done: what waited is being sent", "Active");
        assertThat(text(ada.follow(submit("release", Map.of())))).contains("Nothing changed: it was so already");
    }

    @Test
    void a_test_link_leads_to_what_comes_of_it() {
        // When
        HttpResponse<String> sent = submit(
                "test",
                Map.of("kind", "candidate", "target", "8Xi6iZrwusZqJmDGXs49GBmJ", "url", "https://example.com/t"));
        // Then
        assertThat(sent.headers().firstValue("location").orElseThrow()).startsWith("/submissions/");
        assertThat(text(ada.follow(sent))).contains("Passback test link", "The test link is stored and due now");
    }

    @ParameterizedTest
    @CsvSource({
        "person, 8Xi6, https://example.com/t, Choose one of these",
        "candidate, '', https://example.com/t, Paste the id",
        "candidate, 8Xi6, javascript:alert(1), The URL "
    })
    void a_test_link_that_cannot_be_sent_comes_back(String kind, String target, String url, String words) {
        // When
        HttpResponse<String> back = submit("test", Map.of("kind", kind, "target", target, "url", url));
        // Then
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body()).contains(words);
    }

    @Test
    void the_list_and_the_page_tell_how_it_fares() {
        // Given
        stock.delivered("Excel", Stock.CANDIDATE);
        stock.queued("Excel", Stock.CANDIDATE);
        stock.sending("Excel", Stock.CANDIDATE);
        SITE.run(
                "INSERT INTO rollup SELECT $1::bigint, $2::text, grain, date_trunc(grain, now(), 'UTC'), 0, 29, 1, 0, 29, 0, 0, 1, 0, 0"
                        + " FROM unnest(ARRAY['hour', 'day']) AS g (grain)",
                stock.tenant().value(),
                id);
        // When // Then
        assertThat(text(ada.get("/integrations?tenant=" + PathText.encoded(tenant))))
                .contains("just now", "1 of 20", "1 waiting for Globex Greenhouse", "96.7 % of 30");
        assertThat(text(ada.get(page)))
                .contains("Last deliveredjust now", "In flight1 of 20", "Waiting1")
                .contains("first attempt +5s +30s +2m", "+6h, again and again until 3d are over At most 20 attempts")
                .contains("Version 1, in force since", "(just now). Sealed with key 1.")
                .contains("Last acceptedin the hour from", "Last refusedin the hour from");
        assertThat(ada.get(page).body()).contains("href=\"/submissions?view=all&amp;q=integration%3A%22greenhouse");
    }

    @Test
    void who_is_no_admin_sees_settings_and_no_form() {
        // When
        String shown = Client.signedIn(SITE, Role.VIEWER).get(page).body();
        // Then
        assertThat(text(shown)).contains("Calls at once", "Version 1", "takes the role admin");
        assertThat(shown).doesNotContain("<form action=\"/integration/");
    }

    private static String text(HttpResponse<String> page) {
        return text(page.body());
    }

    private static String text(String page) {
        return page.replaceAll("<[^>]*>", "").replace("&amp;", "&").replaceAll("\\s+", " ");
    }
}
