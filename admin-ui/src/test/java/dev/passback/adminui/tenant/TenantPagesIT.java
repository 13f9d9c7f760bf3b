package dev.passback.adminui.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.statistics.Folding;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantPagesIT {

    private static final Site SITE = Site.open();
    private static final Pattern KEY = Pattern.compile("pbk_[A-Za-z0-9_-]+");

    private final String name = "acme " + UUID.randomUUID();
    private final String page = TenantAddress.of(name);
    private final Client ada = Client.signedIn(SITE, Role.ADMIN);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @BeforeEach
    void create() {
        HttpResponse<String> made = ada.submit("/tenants", "/tenants", Map.of("name", name));
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(text(ada.follow(made))).contains("Done: the tenant is there", "It has no key yet");
    }

    @Test
    void a_tenant_is_in_the_list_with_what_it_may_send() {
        assertThat(text(ada.get("/tenants"))).contains(name, "Active", "no limits");
    }

    @Test
    void a_tenants_page_tells_how_much_it_sent_and_nobody_elses() {
        // Given
        Stock busy = new Stock(SITE.pool(), "busy " + name, "greenhouse:1", "Globex");
        busy.delivered("one", Stock.CANDIDATE);
        busy.rejected("two", Stock.CANDIDATE);
        busy.age(busy.delivered("three", Stock.CANDIDATE), Duration.ofDays(3));
        Folding.anew(SITE.pool());
        // When
        String shown = ada.get(TenantAddress.of("busy " + name)).body();
        // Then
        assertThat(shown).contains("Result links accepted, per day");
        assertThat(shown.split("<td class=\"number\">2</td>", -1)).hasSize(2);
        assertThat(shown.split("<td class=\"number\">1</td>", -1)).hasSize(2);
        assertThat(ada.get(page).body()).contains("Nothing in this time.");
    }

    @ParameterizedTest
    @CsvSource({"'', must be 1 to 100 letters", "' /etc', must be 1 to 100 letters", "'<b>', must be 1 to 100 letters"})
    void a_name_that_cannot_be_one_comes_back_with_the_rule(String wrong, String words) {
        // When
        HttpResponse<String> back = ada.submit("/tenants", "/tenants", Map.of("name", wrong, "day", "7"));
        // Then
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body()).contains("aria-invalid=\"true\"", words, "value=\"7\"");
    }

    @Test
    void a_name_that_is_taken_comes_back() {
        assertThat(ada.submit("/tenants", "/tenants", Map.of("name", name)).body())
                .contains("There is a tenant of this name already.");
    }

    @Test
    void limits_are_set_and_everything_wrong_is_said_at_once() {
        // When
        HttpResponse<String> wrong = limit("x", "0", "-1");
        // Then
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body().split("Must be a whole number", -1)).hasSize(4);
        // When
        HttpResponse<String> half = limit("5", "", "");
        // Then
        assertThat(half.body()).contains("Requests per second and burst go together");
        // When
        HttpResponse<String> done = limit("5", "20", "1000");
        // Then
        assertThat(text(ada.follow(done)))
                .contains("Done: the limits are set", "5 requests a second, 20 at once; 1,000 submissions a day");
    }

    private HttpResponse<String> limit(String rate, String burst, String day) {
        return ada.submit(
                page, page + "/limits", Map.of("version", version(), "rate", rate, "burst", burst, "day", day));
    }

    private String version() {
        Matcher found = Pattern.compile("name=\"version\" value=\"(\\d+)\"")
                .matcher(ada.get(page).body());
        return found.find() ? found.group(1) : "";
    }

    @Test
    void a_form_on_top_of_an_older_state_changes_nothing_and_keeps_what_was_typed() {
        // Given
        String old = version();
        limit("5", "20", "");
        // When
        HttpResponse<String> stale =
                ada.submit(page, page + "/limits", Map.of("version", old, "rate", "9", "burst", "9", "day", ""));
        // Then
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(stale.body()).contains("somebody else changed this", "value=\"9\"");
        assertThat(text(ada.get(page))).contains("5 requests a second");
    }

    @Test
    void suspending_asks_why_and_once_more_and_is_told_to_everybody() {
        // When
        HttpResponse<String> hasty = ada.submit(page, page + "/suspend", Map.of());
        // Then
        assertThat(hasty.body()).contains("say why", "tick the box first");
        // When
        HttpResponse<String> done =
                ada.submit(page, page + "/suspend", Map.of("reason", "its key was in a log", "confirmed", "yes"));
        // Then
        assertThat(text(ada.follow(done))).contains("Suspended", "“its key was in a log”", "Resume this tenant");
        // When
        HttpResponse<String> again = ada.submit(page, page + "/suspend", Map.of("reason", "twice", "confirmed", "yes"));
        // Then
        assertThat(text(ada.follow(again))).contains("Nothing changed: it was so already");
        // When
        HttpResponse<String> resumed = ada.submit(page, page + "/resume", Map.of());
        // Then
        assertThat(text(ada.follow(resumed))).contains("Done: what it sends is taken again", "Active");
    }

    @Test
    void a_new_key_is_shown_once_and_never_again() {
        // When
        HttpResponse<String> made = createKey("production");
        HttpResponse<String> shown = ada.follow(made);
        // Then
        String key = key(shown);
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(made.headers().firstValue("location").orElseThrow()).doesNotContain(key);
        assertThat(TenantKey.parse(key)).isPresent();
        assertThat(text(ada.follow(made))).contains("This key cannot be shown").doesNotContain(key);
        String hash =
                HexFormat.of().formatHex(TenantKey.parse(key).orElseThrow().hash());
        assertThat(ada.get(page).body())
                .contains("production", "In force", "never used")
                .doesNotContain(key, hash);
        assertThat(ada.get("/audit").body()).doesNotContain(key, hash);
    }

    @Test
    void another_browser_does_not_see_a_new_key() {
        // Given
        HttpResponse<String> made = createKey("production");
        // When
        HttpResponse<String> shown = Client.signedIn(SITE, Role.ADMIN).follow(made);
        // Then
        assertThat(shown.body()).contains("This key cannot be shown");
    }

    @Test
    void a_key_needs_a_label_and_something_that_it_may_do() {
        // When
        HttpResponse<String> back = ada.submit(page, page + "/keys", Map.of("life", "for ever"));
        // Then
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body())
                .contains("Say where the key will be used", "must be allowed to do something", "Choose one of these");
        assertThat(text(ada.get(page))).contains("It has no key yet");
    }

    @Test
    void a_rotated_key_stays_good_for_the_overlap_and_the_new_one_is_shown() {
        // Given
        String old = TenantKey.parse(key(ada.follow(createKey("production"))))
                .orElseThrow()
                .id();
        // When
        HttpResponse<String> rotated = ada.submit(page, page + "/keys/" + old + "/rotate", Map.of("overlap", "week"));
        // Then
        String id = TenantKey.parse(key(ada.follow(rotated))).orElseThrow().id();
        assertThat(text(ada.get(page))).contains("Being replaced", "ends in 6 d", "replaced by " + id);
        // When
        HttpResponse<String> again = ada.submit(page, page + "/keys/" + old + "/rotate", Map.of("overlap", "week"));
        // Then
        assertThat(text(ada.follow(again))).contains("Nothing changed: a key that is revoked, expired");
    }

    @Test
    void revoking_asks_once_and_says_what_it_touches() {
        // Given
        String id = TenantKey.parse(key(ada.follow(createKey("production"))))
                .orElseThrow()
                .id();
        String revoke = page + "/keys/" + id + "/revoke";
        assertThat(text(ada.get(page))).contains("Yes, whoever uses " + id + " is refused from now on");
        // When
        HttpResponse<String> hasty = ada.submit(page, revoke, Map.of());
        // Then
        assertThat(hasty.statusCode()).isEqualTo(422);
        // When
        HttpResponse<String> done = ada.submit(page, revoke, Map.of("confirmed", "yes"));
        // Then
        assertThat(text(ada.follow(done))).contains("Done: no node takes that key any more", "Revoked");
    }

    @Test
    void who_is_no_admin_sees_no_form() {
        // When
        String shown = Client.signedIn(SITE, Role.SUPPORT).get(page).body();
        // Then
        assertThat(shown).contains("takes the role admin").doesNotContain("Suspend this tenant", "Create key");
    }

    private HttpResponse<String> createKey(String label) {
        return ada.submit(page, page + "/keys", Map.of("label", label, "life", "quarter", "WRITE", "yes"));
    }

    private static String key(HttpResponse<String> page) {
        Matcher found = KEY.matcher(page.body());
        return found.find() ? found.group() : "";
    }

    private static String text(HttpResponse<String> page) {
        return page.body().replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
