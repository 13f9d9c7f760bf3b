package dev.passback.adminui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditPageIT {

    private static final Site SITE = Site.open();
    private static final Stock MINE = new Stock(SITE.pool(), "mine", "greenhouse:1", "Mine");
    private static final Stock OTHERS = new Stock(SITE.pool(), "others", "greenhouse:2", "Others");
    private static final Client ADA = Client.signedIn(SITE, Role.ADMIN);
    private static SubmissionId looked;

    @BeforeAll
    static void acts() {
        looked = MINE.held("A link", Stock.CANDIDATE);
        Client.signedIn(SITE, Role.SUPPORT).reveal(looked, "the customer asks <b>");
        ADA.reveal(OTHERS.held("Another", Stock.CANDIDATE), "of another tenant");
        ADA.submit(
                "/tenants/mine", "/tenants/mine/limits", Map.of("version", "1", "rate", "5", "burst", "9", "day", ""));
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void it_tells_who_did_what_why_from_where_and_what_changed() {
        // When
        String page = ADA.get("/audit").body();
        // Then
        assertThat(text(page))
                .contains("sam reveal submission " + looked + "of mine the customer asks &lt;b&gt;")
                .contains("rate per second: — → 5", "sign in", "127.0.0.1");
        assertThat(page).contains("href=\"/submissions/" + looked + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "?act=reveal&actor=sam, the customer asks, of another tenant",
        "?tenant=others, of another tenant, the customer asks",
        "?kind=tenant, rate per second, the customer asks",
        "?kind=staff, sign in, the customer asks",
        "?from=2000-01-01&act=reveal, the customer asks, rate per second",
        "?to=2000-01-01, No line matches, the customer asks",
        "?tenant=nobody, No line matches, the customer asks"
    })
    void a_filter_leaves_what_it_says(String query, String there, String notThere) {
        // When
        String page = text(ADA.get("/audit" + query).body());
        // Then
        assertThat(page).contains(there).doesNotContain(notThere);
    }

    @Test
    void durations_have_their_unit_and_a_new_integration_lists_no_defaults() {
        // Given
        MINE.integrationLabelled("Slow one", "workday:slow");
        // When
        String page =
                text(ADA.get("/audit?kind=integration&subject=workday:slow").body());
        // Then
        assertThat(page)
                .contains("label: — → Slow one", "call timeout: — → 90s")
                .doesNotContain("retry waits", "retry window", "90000", "cap:");
    }

    @Test
    void what_was_acted_on_is_one_click_away() {
        assertThat(ADA.get("/audit?kind=tenant").body()).contains("href=\"/tenants/mine\"");
        assertThat(ADA.get("/audit?kind=submission&subject=" + looked).body())
                .contains("href=\"/submissions/" + looked + "\"")
                .doesNotContain("of another tenant");
    }

    @Test
    void a_day_that_is_none_is_said_beside_its_field() {
        assertThat(ADA.get("/audit?from=tomorrow").body()).contains("Must be a day such as");
    }

    @Test
    void an_admin_of_some_tenants_sees_their_lines_alone_and_nothing_of_the_platform() {
        try (Site site = Site.open()) {
            // Given
            Stock mine = new Stock(site.pool(), "mine", "greenhouse:1", "Mine");
            Stock others = new Stock(site.pool(), "others", "greenhouse:2", "Others");
            Client client = Client.signedIn(site, Role.ADMIN);
            client.reveal(mine.held("A link", Stock.CANDIDATE), "my own reason");
            client.reveal(others.held("A link", Stock.CANDIDATE), "a foreign reason");
            site.run("UPDATE staff SET all_tenants = false");
            site.run(
                    "INSERT INTO staff_tenant SELECT name, $1 FROM staff",
                    mine.tenant().value());
            // When
            String page = client.get("/audit").body();
            // Then
            assertThat(page).contains("my own reason").doesNotContain("a foreign reason", "sign in<");
            assertThat(client.get("/audit?tenant=others").body()).contains("No line matches");
        }
    }

    @Test
    void all_lines_of_a_filter_are_downloaded_however_many_and_no_cell_is_a_formula() {
        try (Site site = Site.open()) {
            // Given
            site.run("INSERT INTO audit (tenant_id, subject_kind, actor, act, reason)"
                    + " SELECT 0, 'staff', 'nobody', 'act ' || n, '=1+\"1\"' FROM generate_series(1, 1203) n");
            Client client = Client.signedIn(site, Role.ADMIN);
            // When
            HttpResponse<String> csv = client.get("/audit/download?format=csv&actor=nobody");
            HttpResponse<String> ndjson = client.get("/audit/download?format=ndjson&actor=nobody&act=act%20700");
            // Then
            assertThat(csv.headers().firstValue("content-disposition"))
                    .hasValue("attachment; filename=\"passback-audit.csv\"");
            assertThat(csv.body().lines())
                    .hasSize(1204)
                    .startsWith("at,actor,act,kind,subject,tenant,reason,origin,before,after")
                    .allMatch(line -> line.startsWith("at,") || line.contains("\"'=1+\"\"1\"\"\""));
            assertThat(ndjson.body().lines())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(new JsonObject(line).getString("act")).isEqualTo("act 700"));
            assertThat(client.get("/audit/download?format=xls").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void older_lines_are_a_page_away() {
        try (Site site = Site.open()) {
            // Given
            site.run("INSERT INTO audit (tenant_id, subject_kind, actor, act)"
                    + " SELECT 0, 'staff', 'nobody', 'act ' || n FROM generate_series(1, 150) n");
            Client client = Client.signedIn(site, Role.ADMIN);
            // When
            String first = client.get("/audit?actor=nobody").body();
            // Then
            assertThat(first).contains("act 150<", "act 51<").doesNotContain("act 50<");
            String older = first.replaceAll("(?s).*href=\"(/audit\\?[^\"]*before=\\d+)\".*", "$1")
                    .replace("&amp;", "&");
            assertThat(client.get(older).body()).contains("act 50<", "act 1<").doesNotContain("act 51<", "Older");
        }
    }

    private static String text(String page) {
        return page.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
