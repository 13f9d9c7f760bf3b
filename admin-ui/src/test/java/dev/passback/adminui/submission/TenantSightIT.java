package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.submission.act.ActKind;
import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who may see one tenant of two: for that person the other one does not exist. */
class TenantSightIT {

    private static final Site SITE = Site.open();
    private static final Stock MINE = new Stock(SITE.pool(), "mine", "greenhouse:mine", "Mine Greenhouse");
    private static final Stock OTHERS = new Stock(SITE.pool(), "others", "greenhouse:others", "Others Greenhouse");
    private static final SubmissionId MY_OWN = MINE.held("My own link", Stock.CANDIDATE);
    private static final SubmissionId FOREIGN = OTHERS.held("Foreign link", Stock.CANDIDATE);

    @BeforeAll
    static void one_tenant_of_two() {
        SITE.run("UPDATE staff SET all_tenants = false");
        SITE.run(
                "INSERT INTO staff_tenant SELECT name, $1 FROM staff",
                MINE.tenant().value());
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @EnumSource
    void another_tenants_submission_is_a_404_as_one_that_is_not_there(Role role) {
        // Given
        Client client = Client.signedIn(SITE, role);
        // When
        HttpResponse<String> foreign = client.get("/submissions/" + FOREIGN);
        HttpResponse<String> missing = client.get("/submissions/" + SubmissionId.next());
        // Then
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(timeless(foreign)).isEqualTo(timeless(missing));
        assertThat(client.get("/submissions/" + MY_OWN).statusCode()).isEqualTo(200);
    }

    private static String timeless(HttpResponse<String> page) {
        return page.body().replaceAll("data-now=\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @EnumSource
    void an_act_on_it_is_a_404_and_changes_nothing(ActKind kind) {
        // Given
        Client client = Client.signedIn(SITE, Role.ADMIN);
        Map<String, String> form =
                Map.of("csrf", client.csrf("/submissions"), "reason", "I know its id", "confirmed", "yes");
        // When
        HttpResponse<String> answer = client.post("/submissions/" + FOREIGN + "/" + kind.path(), form);
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(SITE.run("SELECT state FROM submission WHERE id = $1", FOREIGN.value())
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("held");
        assertNothingNoted();
    }

    @Test
    void to_reveal_it_is_a_404_and_is_not_written_down_for_another_tenant() {
        // Given
        Client client = Client.signedIn(SITE, Role.ADMIN);
        // When
        HttpResponse<String> answer = client.post(
                "/submissions/" + FOREIGN + "/reveal",
                Map.of("csrf", client.csrf("/submissions"), "reason", "I know its id"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertNothingNoted();
    }

    private static void assertNothingNoted() {
        assertThat(SITE.run("SELECT act FROM audit WHERE submission_id = $1", FOREIGN.value()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/submissions", "/submissions?q=", "/submissions?q=state:held"})
    void lists_hold_what_is_of_ones_own_tenants_alone(String path) {
        // When
        String page = Client.signedIn(SITE, Role.SUPPORT).get(path).body();
        // Then
        assertThat(page).contains("My own link").doesNotContain("Foreign", "others", "Others");
    }

    @Test
    void a_search_by_the_candidate_finds_ones_own_alone() {
        // When
        String page = Client.signedIn(SITE, Role.SUPPORT)
                .get("/submissions?q=" + Stock.CANDIDATE.id())
                .body();
        // Then
        assertThat(page).contains("My own link").doesNotContain("Foreign");
    }

    @Test
    void a_search_for_anothers_submission_does_not_lead_to_it() {
        // When
        HttpResponse<String> answer = Client.signedIn(SITE, Role.SUPPORT).get("/submissions?q=" + FOREIGN);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("No submission matches").doesNotContain("Foreign");
    }

    @Test
    void what_others_sent_for_the_same_candidate_is_not_beside_ones_own() {
        // When
        String page = Client.signedIn(SITE, Role.SUPPORT)
                .get("/submissions/" + MY_OWN)
                .body();
        // Then
        assertThat(page).contains("Its tenant sent nothing else").doesNotContain("Foreign");
    }

    @Test
    void whoever_sees_no_tenant_sees_nothing_and_not_even_that_there_is_something() {
        try (Site site = Site.open()) {
            // Given
            new Stock(site.pool(), "mine", "greenhouse:mine", "Greenhouse").held("A link", Stock.CANDIDATE);
            site.run("UPDATE staff SET all_tenants = false");
            // When
            String page = Client.signedIn(site, Role.ADMIN).get("/submissions").body();
            // Then
            assertThat(page).contains("curl https://passback.example/v1").doesNotContain("A link");
        }
    }

    @Test
    void a_tenant_that_is_taken_away_is_gone_at_the_next_request() {
        try (Site site = Site.open()) {
            // Given
            Stock stock = new Stock(site.pool(), "mine", "greenhouse:mine", "Greenhouse");
            SubmissionId id = stock.held("A link", Stock.CANDIDATE);
            Client client = Client.signedIn(site, Role.SUPPORT);
            assertThat(client.get("/submissions/" + id).statusCode()).isEqualTo(200);
            // When
            site.run("UPDATE staff SET all_tenants = false");
            // Then
            assertThat(client.get("/submissions/" + id).statusCode()).isEqualTo(404);
        }
    }
}
