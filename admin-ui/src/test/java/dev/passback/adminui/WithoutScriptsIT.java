package dev.passback.adminui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import dev.passback.db.statistics.Folding;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Work that is done in a browser whose scripts are off. */
class WithoutScriptsIT {

    private static final Site SITE = Site.open();
    private static final String REMARK = "The custom field \"Score\" does not exist in Greenhouse.";

    private static Visitor visitor(Role role) {
        return nobody().signIn(role);
    }

    private static Visitor nobody() {
        return Visitor.with(SITE, Visitor.options().setJavaScriptEnabled(false));
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void somebody_signs_in_and_out() {
        try (Visitor sam = nobody()) {
            // When
            Page page = sam.open("/jobs");
            page.fill("#name", "sam");
            page.fill("#password", Site.PASSWORD);
            page.click("main button");
            // Then
            assertThat(page.locator("h1")).hasText("Jobs");
            // When
            page.click("text=Sign out");
            // Then
            assertThat(page.locator(".flash")).containsText("You are signed out.");
        }
    }

    @Test
    void a_problem_is_found_explained_and_all_who_have_it_are_sent_again() {
        // Given
        Stock acme = new Stock(SITE.pool(), "acme", "greenhouse:acme", "Acme Greenhouse");
        acme.rejected("Logic test", Stock.CANDIDATE);
        acme.rejected("Typing test", Stock.APPLICATION);
        Folding.anew(SITE.pool());
        try (Visitor sam = visitor(Role.SUPPORT)) {
            // When
            Page page = sam.open("/");
            page.click(".ranges >> text=7 d");
            page.click(".problems .row-link");
            page.fill("#state-note", "asked the customer");
            page.click("text=Acknowledge");
            // Then
            assertThat(page.locator(".marks")).containsText("Acknowledged");
            // When
            page.click("text=Write it, once for everybody");
            page.fill("#explanation-words", "The application is closed.");
            page.click("text=Save explanation");
            // Then
            assertThat(page.locator(".explanation")).hasText("The application is closed.");
            // When
            page.click("text=Send all of these again…");
            page.fill("#job-reason", "the customer opened it again");
            page.check("[name=confirmed]");
            page.click("text=Start the job");
            // Then
            assertThat(page.locator("h1")).containsText("Send again");
            // When
            page.fill("#cancel-reason", "not yet");
            page.click("text=Cancel this job");
            // Then
            assertThat(page.locator(".marks")).containsText("Cancelled");
            page.click("header >> text=Jobs");
            assertThat(page.locator("main")).containsText("the customer opened it again");
        }
    }

    @Test
    void the_list_is_filtered_kept_selected_turned_over_and_downloaded() throws Exception {
        // Given
        Stock many = new Stock(SITE.pool(), "many", "workday:many", "Many Workday");
        for (int i = 0; i < 60; i++) {
            many.queued("Excel " + i, Stock.CANDIDATE);
        }
        try (Visitor sam = visitor(Role.SUPPORT)) {
            Page page = sam.open("/submissions?q=");
            // When
            page.fill("#filter-tenant", "many");
            page.selectOption("#filter-age", "<24h");
            page.click("text=Filter");
            // Then
            assertThat(page.locator("#q")).hasValue(Pattern.compile("tenant:many"));
            assertThat(page.locator("tbody tr")).hasCount(50);
            // When
            page.click("text=Older →");
            // Then
            assertThat(page.locator("tbody tr")).hasCount(10);
            // When
            page.click("text=Save this view");
            page.fill("#view-name", "Many of today");
            page.click("main >> text=Save >> nth=-1");
            // Then
            assertThat(page.locator(".tabs")).containsText("Many of today");
            // When
            Download csv = page.waitForDownload(() -> page.click("text=CSV"));
            // Then
            assertThat(Files.readString(csv.path()).lines()).hasSize(61);
            // When
            page.locator("tbody input[type=checkbox]").nth(0).check();
            page.locator("tbody input[type=checkbox]").nth(1).check();
            page.click("text=Act on the selected");
            // Then
            assertThat(page.locator(".lead")).containsText("2 submissions");
        }
    }

    @Test
    void a_tenant_gets_a_key_and_its_integration_is_paused_and_released() {
        // Given
        try (Visitor ada = visitor(Role.ADMIN)) {
            Page page = ada.open("/tenants");
            // When
            page.fill("#create-name", "newcomer");
            page.click("text=Create tenant");
            page.fill("#key-label", "production");
            page.click("text=Create key");
            // Then
            assertThat(page.locator("main")).containsText(Pattern.compile("pbk_\\w+"));
            // When
            new Stock(SITE.pool(), "old-hand", "lever:1", "Old Lever");
            page.click("header >> text=Integrations");
            page.click("text=Old Lever");
            page.fill("#pause-reason", "moves to another ATS");
            page.click("text=Pause this integration");
            // Then
            assertThat(page.locator("main")).containsText("moves to another ATS");
            // When
            page.click("text=Release this integration");
            // Then
            assertThat(page.locator("main .marks")).containsText("Active");
            // When
            page.click("header >> text=Audit");
            page.fill("#filter-actor", "ada");
            page.click("text=Filter");
            // Then
            assertThat(page.locator("tbody")).containsText("moves to another ATS");
        }
    }

    @Test
    void an_account_is_made_and_disabled() {
        // Given
        try (Visitor ada = visitor(Role.ADMIN)) {
            Page page = ada.open("/staff");
            // When
            page.fill("#create-name", "lena");
            page.fill("#create-password", "a long enough password");
            page.click("text=Create account");
            page.click("main >> text=lena");
            page.check("[name=confirmed]");
            page.click("text=Disable this account");
            // Then
            assertThat(page.locator("main")).containsText("Enable this account");
        }
    }

    @Test
    void a_warning_is_looked_for_and_its_submission_opened_and_seen() {
        // Given
        Stock warned = new Stock(SITE.pool(), "warned", "greenhouse:warned", "Warned Greenhouse");
        warned.delivered("Personality", Stock.CANDIDATE, REMARK);
        Folding.anew(SITE.pool());
        try (Visitor sam = visitor(Role.SUPPORT)) {
            Page page = sam.open("/warnings");
            // When
            page.fill("main [type=search], main [name=text]", "custom FIELD");
            page.click("main >> text=Search");
            page.click(".row-link");
            page.click("text=Open its submission");
            // Then
            assertThat(page.locator("#warnings")).containsText(REMARK);
            // When
            page.fill("#reason-reveal", "the customer asks which score was sent");
            page.click("#reveal button");
            // Then
            assertThat(page.locator("main")).containsText("https://assess.example.com/results/");
        }
    }
}
