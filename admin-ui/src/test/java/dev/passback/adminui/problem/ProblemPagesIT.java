package dev.passback.adminui.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Results;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.problem.Cause;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.statistics.Folding;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemPagesIT {

    private static final String ATTACK =
            "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ${7*7} <b>the field is unknown";
    private static final String REMARK = "The custom field \"%s\" does not exist.";

    private static final Site SITE = Site.open();
    private static final Stock ACME = new Stock(SITE.pool(), "acme", "greenhouse:acme", "Acme Greenhouse");
    private static final Stock OTHER = new Stock(SITE.pool(), "other", "workday:other", "Other Workday");
    private static final String PROBLEM =
            "/problems/" + Cause.of(Results.refused()).orElseThrow().on(ACME.integration());
    private static final String WARNING =
            "/warnings/" + Cause.ofWarning(REMARK.formatted("x")).id();

    private static SubmissionId refused;
    private static SubmissionId warned;

    @BeforeAll
    static void fill() {
        refused = ACME.rejected("One", Stock.CANDIDATE);
        ACME.rejected("Two", Stock.APPLICATION);
        warned = ACME.delivered("Three", Stock.CANDIDATE, REMARK.formatted("Score"), ATTACK);
        ACME.delivered("Four", Stock.CANDIDATE, REMARK.formatted("Time"));
        OTHER.delivered("Five", Stock.CANDIDATE, REMARK.formatted("Rank"));
        Folding.anew(SITE.pool());
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void the_list_groups_what_is_of_one_kind_and_its_filters_narrow_it() {
        // Given
        Client sam = Client.signedIn(SITE, Role.SUPPORT);
        // When // Then
        assertThat(sam.get("/problems").body())
                .contains("REMOTE.INPUT_INVALID", "The custom field &lt;quoted&gt; does not exist.", "Other Workday");
        assertThat(sam.get("/problems?kind=failure").body())
                .contains("REMOTE.INPUT_INVALID")
                .doesNotContain("&lt;quoted&gt; does not exist");
        assertThat(sam.get("/problems?tenant=other").body()).doesNotContain("Acme Greenhouse");
        assertThat(sam.get("/problems?tenant=nobody").body()).contains("No problem matches");
        assertThat(sam.get("/problems?text=CUSTOM+FIELD&integration=workday:other")
                        .body())
                .contains("Other Workday")
                .doesNotContain("Acme Greenhouse");
        assertThat(sam.get("/problems?text=100%25").body()).contains("No problem matches");
        assertThat(sam.get("/problems?state=muted").body()).contains("No problem matches");
    }

    @Test
    void a_problem_tells_who_has_it_and_leads_to_sending_all_of_them_again() {
        // When
        String page = Client.signedIn(SITE, Role.SUPPORT).get(PROBLEM).body();
        String masked = Client.signedIn(SITE, Role.VIEWER).get(PROBLEM).body();
        // Then
        String id = PROBLEM.replace("/problems/", "");
        assertThat(page)
                .contains("2 submissions", "met 2 times", "href=\"/submissions?q=problem%3A" + id + "\"")
                .contains("href=\"/jobs/new?q=problem%3A" + id + "\"");
        assertThat(masked).contains("2 submissions").doesNotContain("/jobs/new", "<button name=\"state\"");
    }

    @Test
    void somebody_says_where_it_stands_and_a_page_that_is_out_of_date_changes_nothing() {
        // Given
        Client sam = Client.signedIn(SITE, Role.SUPPORT);
        long version = SITE.run(
                        "SELECT version FROM problem WHERE id = $1",
                        Cause.of(Results.refused())
                                .orElseThrow()
                                .on(ACME.integration())
                                .value())
                .iterator()
                .next()
                .getLong(0);
        Map<String, String> form = Map.of("state", "muted", "days", "7", "version", "" + version, "note", "known");
        // When
        HttpResponse<String> muted = sam.submit(PROBLEM, PROBLEM + "/state", form);
        HttpResponse<String> late = sam.submit(PROBLEM, PROBLEM + "/state", form);
        // Then
        assertThat(muted.headers().firstValue("location")).contains(PROBLEM);
        assertThat(sam.follow(late).body()).contains("Nothing changed", "Muted", "by sam");
        assertThat(sam.get("/problems?kind=failure").body()).contains("Muted");
        assertThat(sam.get("/").body()).doesNotContain("REMOTE.INPUT_INVALID");
        assertThat(Client.signedIn(SITE, Role.ADMIN).get("/audit?kind=problem").body())
                .contains("mute", "known", PROBLEM.replace("/problems/", ""));
        assertThat(sam.submit(PROBLEM, PROBLEM + "/state", Map.of("state", "gone"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_explanation_is_written_once_and_read_wherever_the_warning_is_met() {
        // Given
        Client sam = Client.signedIn(SITE, Role.SUPPORT);
        String words = "The field is missing in the ATS.\r\nTell them to <b>add it</b>.";
        Map<String, String> form = Map.of("version", "0", "words", words);
        // When
        HttpResponse<String> written = sam.submit(WARNING, WARNING + "/explanation", form);
        HttpResponse<String> stale = sam.submit(WARNING, WARNING + "/explanation", form);
        // Then
        assertThat(sam.follow(written).body())
                .contains("The field is missing in the ATS.\nTell them to &lt;b&gt;add it&lt;/b&gt;.", "Written by")
                .contains("Met on 2 integrations of 2 tenants.");
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(stale.body()).contains("somebody else changed this");
        assertThat(sam.get("/submissions/" + warned).body())
                .contains(
                        "The field is missing in the ATS.", "1 other submission had this", "href=\"" + WARNING + "\"");
        assertThat(Client.signedIn(SITE, Role.ADMIN)
                        .get("/audit?kind=explanation")
                        .body())
                .contains("explain");
    }

    @Test
    void an_explanation_that_is_too_long_comes_back_as_it_was_typed() {
        // Given
        Client sam = Client.signedIn(SITE, Role.SUPPORT);
        // When
        HttpResponse<String> answer =
                sam.submit(WARNING, WARNING + "/explanation", Map.of("version", "0", "words", "long ".repeat(1_000)));
        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("at most 4,000 characters", "long long long");
    }

    @Test
    void a_refused_submission_tells_who_else_stands_with_the_same_failure() {
        assertThat(Client.signedIn(SITE, Role.SUPPORT)
                        .get("/submissions/" + refused)
                        .body())
                .contains("1 other submission stands with the same failure", "href=\"" + PROBLEM + "\"");
    }

    @Test
    void warnings_are_found_by_their_words() {
        // Given
        Client vera = Client.signedIn(SITE, Role.VIEWER);
        // When // Then
        assertThat(vera.get("/warnings").body())
                .contains("&lt;quoted&gt; does not exist")
                .doesNotContain("INPUT_INVALID");
        assertThat(vera.get("/warnings?text=does+NOT+exist").body()).contains("&lt;quoted&gt; does not exist");
        assertThat(vera.get("/warnings?text=nothing+like+it").body()).contains("No warning has these words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/problems", "/warnings", "/problems/%s", "/warnings/%s"})
    void what_an_upstream_says_stays_text(String path) {
        // Given
        Cause cause = Cause.ofWarning(ATTACK);
        String id = path.startsWith("/problems")
                ? cause.on(ACME.integration()).toString()
                : cause.id().toString();
        // When
        HttpResponse<String> page = Client.signedIn(SITE, Role.ADMIN).get(path.formatted(id));
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert", "<img src=x", "<b>the field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/x", "/problems/0123456789abcdef", "/warnings/%00", "/warnings/0123456789abcdee"})
    void what_is_not_there_is_a_404(String path) {
        assertThat(Client.signedIn(SITE, Role.ADMIN).get(path).statusCode()).isIn(400, 404);
    }
}
