package dev.passback.adminui.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionListIT {

    private static final Pattern LABEL = Pattern.compile("class=\"row-link\" href=\"[^\"]+\"><bdi>([^<]*)</bdi>");
    private static final Site SITE = Site.open();
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse");
    private static final SubmissionId DELIVERED = STOCK.delivered("delivered", Stock.CANDIDATE);
    private static final SubmissionId HELD = STOCK.held("held", Stock.APPLICATION);
    private static final Client CLIENT = Client.signedIn(SITE, Role.SUPPORT);

    static {
        STOCK.delivered("warned", Stock.CANDIDATE, "mind the gap");
        STOCK.rejected("rejected", Stock.APPLICATION);
        STOCK.expired("expired", new Target(Target.Kind.CANDIDATE, "a+b c/é%"));
        STOCK.cancelled("cancelled", Stock.APPLICATION);
        STOCK.retried("retried", Stock.APPLICATION);
        STOCK.sending("sending", Stock.APPLICATION);
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                /submissions                                | expired,rejected,warned,held
                /submissions?q=attention:yes+state:held,expired | expired,held
                /submissions?q=attention:yes+warned:yes     | warned
                /submissions?q=                             | sending,retried,cancelled,expired,rejected,warned,held,delivered
                /submissions?q=state:cancelled              | cancelled
                /submissions?q=state:queued,sending         | sending,retried
                /submissions?q=state:sending                | sending
                /submissions?q=state:delivered              | warned,delivered
                /submissions?q=state:delivered+-warned:yes  | delivered
                /submissions?q=warning:gap                  | warned
                /submissions?q=HELD                         | held
                """)
    void a_view_and_its_filters_say_which_ones_are_shown(String path, String labels) {
        assertThat(labels(CLIENT.get(path).body())).containsExactly(labels.split(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                /submissions?state=held,expired        | /submissions?q=attention%3Ayes+state%3Aheld%2Cexpired
                /submissions?warned=yes                | /submissions?q=attention%3Ayes+warned%3Ayes
                /submissions?view=all                  | /submissions?q=
                /submissions?view=queued&state=sending | /submissions?q=state%3Asending
                /submissions?view=delivered&q=a%20b    | /submissions?q=state%3Adelivered+%22a+b%22
                /submissions?q=Java&set=yes&tenant=acme&integration=&age=%3C24h | /submissions?q=Java+tenant%3Aacme+age%3A%3C24h
                /submissions?q=tenant:acme&set=yes&tenant=&age= | /submissions?q=
                """)
    void what_old_addresses_and_filters_say_is_a_query(String path, String now) {
        assertThat(CLIENT.get(path).headers().firstValue("location")).contains(now);
    }

    @Test
    void a_query_sets_the_filters_and_a_filter_changes_the_query() {
        // When
        String page = CLIENT.get("/submissions?q=Java+state:held+tenant:acme+age:%3C24h")
                .body();
        // Then
        assertThat(page)
                .contains("value=\"Java state:held tenant:acme age:&lt;24h\"")
                .contains("name=\"tenant\" value=\"acme\"")
                .contains("<option value=\"&lt;24h\" selected>")
                .contains("href=\"/submissions?q=Java+tenant%3Aacme+age%3A%3C24h\"")
                .contains("href=\"/submissions?q=Java+state%3Aheld%2Crejected+tenant%3Aacme+age%3A%3C24h\"");
    }

    @Test
    void a_search_that_cannot_be_read_is_explained_at_its_place() {
        // When
        HttpResponse<String> answer = search("Java state:rejcted");
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Java state:<mark>rejcted</mark>")
                .contains("there is no state 'rejcted'; did you mean 'rejected'?")
                .contains("value=\"Java state:rejcted\"");
    }

    @Test
    void what_matches_is_counted() {
        assertThat(CLIENT.get("/submissions?q=state:sending").body()).contains("1 submission<");
        assertThat(CLIENT.get("/submissions?q=").body()).contains("8 submissions<");
    }

    @Test
    void what_is_selected_is_a_query_to_act_on() {
        assertThat(CLIENT.get("/submissions/selected?id=" + HELD + "&id=" + DELIVERED + "&id=x")
                        .headers()
                        .firstValue("location"))
                .contains("/jobs/new?q=id%3A" + HELD + "%2C" + DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8Xi6iZrwusZqJmDGXs49GBmJ",
                "  8Xi6iZrwusZqJmDGXs49GBmJ\t\n",
                "\u00a0\"8Xi6iZrwusZqJmDGXs49GBmJ\",",
                "https://passback.example/v1/ats/candidates/8Xi6iZrwusZqJmDGXs49GBmJ/result-links"
            })
    void a_candidates_id_finds_all_that_was_sent_for_it_however_it_was_pasted(String pasted) {
        assertThat(labels(search(pasted).body())).containsExactly("warned", "delivered");
    }

    @Test
    void an_id_with_signs_of_the_url_is_found_too() {
        assertThat(labels(search("\"a+b c/é%\"").body())).containsExactly("expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                " %s ",
                "http://127.0.0.1:8081/submissions/%s",
                "{\"submission_id\":\"%s\",\"state\":\"held\"}"
            })
    void a_submissions_id_leads_straight_to_it(String pasted) {
        // When
        HttpResponse<String> answer = search(pasted.formatted(HELD));
        // Then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("/submissions/" + HELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "0199c1d2-0000-7000-8000-000000000000", "' OR 1=1 --", "%%no%%"})
    void what_nobody_sent_is_said_so(String pasted) {
        assertThat(search(pasted).body()).contains("No submission matches");
    }

    @Test
    void terms_that_leave_nothing_over_can_be_taken_away_one_by_one() {
        // When
        String page = CLIENT.get("/submissions?q=state:sending+nobody").body();
        // Then
        assertThat(page)
                .contains("Together these leave nothing over")
                .contains("href=\"/submissions?q=nobody\"")
                .containsPattern(
                        "href=\"/submissions\\?q=state%3Asending\"><span class=\"hidden\">Take away: </span><code><bdi>nobody"
                                + "</bdi></code> <span aria-hidden=\"true\">×</span><span class=\"soft\">then there are some");
    }

    @Test
    void a_tenant_that_never_sent_anything_is_told_how() {
        // Given
        try (Site site = Site.open()) {
            Client client = Client.signedIn(site, Role.ADMIN);
            // When
            String page = client.get("/submissions").body();
            // Then
            assertThat(page).contains("No submission yet", "curl https://passback.example/v1/ats/candidates/");
        }
    }

    @Test
    void when_all_is_well_the_page_says_since_when() {
        // Given
        try (Site site = Site.open()) {
            new Stock(site.pool(), "acme", "greenhouse:1", "Greenhouse").delivered("Excel", Stock.CANDIDATE);
            Client client = Client.signedIn(site, Role.SUPPORT);
            // When
            String page = client.get("/submissions").body();
            // Then
            assertThat(page).contains("Nothing needs attention", "The newest submission of all", "/submissions?q=\"");
        }
    }

    @Test
    void pages_follow_each_other_both_ways_without_a_gap_or_a_repeat() {
        // Given
        try (Site site = Site.open()) {
            Stock stock = new Stock(site.pool(), "acme", "greenhouse:1", "Greenhouse");
            List<String> newestFirst = new ArrayList<>();
            for (int i = 0; i < 2 * SubmissionListPage.SIZE + 7; i++) {
                stock.queued("n" + i, Stock.CANDIDATE);
                newestFirst.addFirst("n" + i);
            }
            Client client = Client.signedIn(site, Role.SUPPORT);
            // When
            String first = client.get("/submissions?q=state:queued,sending").body();
            String second = client.get(link(first, "next")).body();
            String third = client.get(link(second, "next")).body();
            String secondAgain = client.get(link(third, "prev")).body();
            HttpResponse<String> top = client.get(link(secondAgain, "prev"));
            // Then
            List<String> seen = new ArrayList<>(labels(first));
            seen.addAll(labels(second));
            seen.addAll(labels(third));
            assertThat(seen).isEqualTo(newestFirst);
            assertThat(labels(secondAgain)).isEqualTo(labels(second));
            assertThat(third).doesNotContain("rel=\"next\"");
            assertThat(top.headers().firstValue("location")).contains("/submissions?q=state%3Aqueued%2Csending");
        }
    }

    @Test
    void a_page_behind_the_last_one_leads_back() {
        // When
        String page = CLIENT.get("/submissions?q=&after=" + DELIVERED).body();
        // Then
        assertThat(page).contains("Nothing more here", "href=\"/submissions?q=\"");
    }

    private static HttpResponse<String> search(String pasted) {
        return CLIENT.get("/submissions?q=" + URLEncoder.encode(pasted, StandardCharsets.UTF_8));
    }

    private static List<String> labels(String page) {
        return LABEL.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String link(String page, String rel) {
        Matcher found = Pattern.compile("href=\"([^\"]+)\" rel=\"" + rel + "\"").matcher(page);
        assertThat(found.find()).as(rel).isTrue();
        return found.group(1).replace("&amp;", "&");
    }
}
