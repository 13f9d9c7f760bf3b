package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What concerns candidates is shown to whoever says why, for a while. */
class RevealIT {

    private static final Site SITE = Site.open();
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse");

    /** Of the request, of the URL, of the answer. */
    private static final List<String> SECRETS =
            List.of("custom_field_name_prefix", "5BtP1WC1UboS7CF3yxjKcvjG", "&quot;status&quot;:&quot;error&quot;");

    private final SubmissionId id = STOCK.rejected("Excel", Stock.APPLICATION);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @EnumSource
    void nobody_sees_bodies_or_addresses_at_first(Role role) {
        // When
        String page = page(Client.signedIn(SITE, role));
        // Then
        assertThat(page)
                .doesNotContain(SECRETS)
                .doesNotContain("\"status\":\"error\"")
                .contains("https://assess.example.com/•••", "characters, hidden.");
    }

    @ParameterizedTest
    @EnumSource(names = {"SUPPORT", "ADMIN"})
    void whoever_says_why_sees_them_and_the_reason_is_kept_where_all_can_read_it(Role role) {
        // Given
        Client client = Client.signedIn(SITE, role);
        // When
        HttpResponse<String> done = client.reveal(id, "the customer asks which score was sent");
        // Then
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(page(client))
                .contains("Shown to you for 10 minutes")
                .contains("custom_field_name_prefix", "5BtP1WC1UboS7CF3yxjKcvjG", "\"status\":\"error\"")
                .contains(Site.nameOf(role) + "</bdi>: reveal", "the customer asks which score was sent");
    }

    @Test
    void it_holds_for_that_person_alone() {
        // Given
        Client.signedIn(SITE, Role.ADMIN).reveal(id, "the customer asks");
        // When // Then
        assertThat(page(Client.signedIn(SITE, Role.SUPPORT))).doesNotContain(SECRETS);
    }

    @Test
    void it_holds_for_that_submission_alone() {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        client.reveal(STOCK.rejected("Another", Stock.APPLICATION), "the customer asks");
        // When // Then
        assertThat(page(client)).doesNotContain(SECRETS);
    }

    @Test
    void it_ends_after_ten_minutes() {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        client.reveal(id, "the customer asks");
        // When
        SITE.run("UPDATE audit SET at = at - interval '10 min' WHERE submission_id = $1", id.value());
        // Then
        assertThat(page(client)).doesNotContain(SECRETS);
    }

    @Test
    void it_ends_with_the_role() {
        try (Site site = Site.open()) {
            // Given
            Stock stock = new Stock(site.pool(), "acme", "greenhouse:1", "Globex Greenhouse");
            SubmissionId one = stock.rejected("Excel", Stock.APPLICATION);
            Client client = Client.signedIn(site, Role.SUPPORT);
            client.reveal(one, "the customer asks");
            // When
            site.run("UPDATE staff SET role = 'viewer'");
            // Then
            assertThat(client.get("/submissions/" + one).body()).doesNotContain(SECRETS);
        }
    }

    @Test
    void the_role_viewer_is_refused() {
        // Given
        Client client = Client.signedIn(SITE, Role.VIEWER);
        // When
        HttpResponse<String> answer = client.reveal(id, "I am curious");
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(page(client)).doesNotContain(SECRETS).doesNotContain("I am curious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n\t"})
    void without_a_reason_the_form_comes_back_and_nothing_is_shown(String reason) {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        // When
        HttpResponse<String> answer = client.reveal(id, reason);
        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Nothing is shown yet: say why", "aria-invalid=\"true\"")
                .doesNotContain(SECRETS);
    }

    @Test
    void without_the_token_nothing_is_revealed() {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        // When
        HttpResponse<String> answer = client.post("/submissions/" + id + "/reveal", Map.of("reason", "forged"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(page(client)).doesNotContain(SECRETS);
    }

    @Test
    void lists_never_show_more_of_an_address_than_its_site() {
        // Given
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        client.reveal(id, "the customer asks");
        // When // Then
        assertThat(client.get("/submissions").body())
                .contains("assess.example.com")
                .doesNotContain("5BtP1WC1UboS7CF3yxjKcvjG");
    }

    private String page(Client client) {
        return client.get("/submissions/" + id).body();
    }
}
