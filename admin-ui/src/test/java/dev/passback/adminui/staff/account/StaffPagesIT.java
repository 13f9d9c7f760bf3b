package dev.passback.adminui.staff.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaffPagesIT {

    private static final Site SITE = Site.open();
    private static final String PASSWORD = "a password of somebody new";

    private final String name = "anna." + UUID.randomUUID() + "@example.com";
    private final String page = StaffAccountPage.address(name);
    private final Client ada = Client.signedIn(SITE, Role.ADMIN);

    @BeforeAll
    static void tenant() {
        assertThat(new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse")
                        .tenant()
                        .value())
                .isPositive();
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @BeforeEach
    void create() {
        HttpResponse<String> made = ada.submit("/staff", "/staff", account(Map.of()));
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(text(ada.follow(made))).contains("Done: the account is there", name, "Role support, sees acme.");
    }

    private Map<String, String> account(Map<String, String> other) {
        Map<String, String> form = new TreeMap<>(
                Map.of("name", name, "password", PASSWORD, "role", "support", "sees", "some", "tenants", "acme"));
        form.putAll(other);
        return form;
    }

    private HttpResponse<String> access(String version, String role, String sees, String tenants) {
        return ada.submit(
                page, page + "/access", Map.of("version", version, "role", role, "sees", sees, "tenants", tenants));
    }

    private Client anna() {
        Client client = new Client(SITE);
        assertThat(client.signIn(name, PASSWORD).statusCode()).isEqualTo(303);
        return client;
    }

    @Test
    void somebody_new_signs_in_and_is_in_the_list() {
        // Given
        anna();
        // When // Then
        assertThat(text(ada.get("/staff"))).contains(name, "with a password", "just now");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', A name must be",
        "name, ada, There is somebody of this name already",
        "password, short, at least 12 characters",
        "role, owner, Choose one of these",
        "sees, most, Choose one of these",
        "tenants, nobody, There is no tenant “nobody”"
    })
    void what_cannot_be_comes_back_without_the_password(String field, String value, String words) {
        // When
        HttpResponse<String> back = ada.submit("/staff", "/staff", account(Map.of(field, value)));
        // Then
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body()).contains(words).doesNotContain(PASSWORD, "value=\"short\"");
    }

    @Test
    void another_role_or_other_tenants_end_all_sessions_of_that_person_at_once() {
        // Given
        Client anna = anna();
        // When
        HttpResponse<String> done = access("1", "viewer", "some", "");
        // Then
        assertThat(text(ada.follow(done))).contains("all sessions of this person are over", "Role viewer, sees none.");
        assertThat(anna.get("/submissions").statusCode()).isEqualTo(302);
    }

    @Test
    void a_form_on_top_of_an_older_state_changes_nothing() {
        // Given
        access("1", "viewer", "all", "");
        // When
        HttpResponse<String> stale = access("1", "admin", "all", "");
        // Then
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(stale.body()).contains("somebody else changed this");
        assertThat(text(ada.get(page))).contains("Role viewer");
    }

    @Test
    void whoever_is_disabled_is_out_at_once_and_may_come_back() {
        // Given
        Client anna = anna();
        assertThat(ada.submit(page, page + "/disable", Map.of()).body()).contains("tick the box first");
        // When
        HttpResponse<String> done =
                ada.submit(page, page + "/disable", Map.of("reason", "left the company", "confirmed", "yes"));
        // Then
        assertThat(text(ada.follow(done))).contains("Disabled", "Enable this account");
        assertThat(anna.get("/submissions").statusCode()).isEqualTo(302);
        assertThat(new Client(SITE).signIn(name, PASSWORD).statusCode()).isEqualTo(403);
        // When
        ada.submit(page, page + "/enable", Map.of());
        // Then
        anna();
    }

    @Test
    void nobody_changes_or_disables_himself() {
        // Given
        assertThat(text(ada.get("/staff/ada"))).contains("This is you.");
        Map<String, String> access = Map.of("version", "1", "role", "viewer", "sees", "all", "tenants", "");
        // When
        HttpResponse<String> changed = ada.submit("/staff", "/staff/ada/access", access);
        HttpResponse<String> disabled = ada.submit("/staff", "/staff/ada/disable", Map.of("confirmed", "yes"));
        // Then
        assertThat(changed.statusCode()).isEqualTo(422);
        assertThat(disabled.statusCode()).isEqualTo(422);
        assertThat(ada.get("/staff").statusCode()).isEqualTo(200);
    }

    @Test
    void no_page_shows_a_hash() {
        assertThat(ada.get(page).body()
                        + ada.get("/staff").body()
                        + ada.get("/audit").body())
                .doesNotContain("argon2", PASSWORD);
    }

    private static String text(HttpResponse<String> page) {
        return page.body().replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
