package dev.passback.adminui.submission;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BrowsingIT {

    private static final Site SITE = Site.open();
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse");
    private static final SubmissionId OLDER = STOCK.rejected("older", Stock.CANDIDATE);
    private static final SubmissionId NEWER = STOCK.expired("newer", Stock.APPLICATION);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void the_list_can_be_walked_with_the_keyboard_alone() {
        // Given
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            Page page = sam.open("/submissions");
            // When
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("k");
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            // Then
            page.waitForURL("**/submissions/" + OLDER);
            page.keyboard().press("r");
            assertThat(page.locator("#send-again")).isFocused();
            page.keyboard().press("g");
            page.keyboard().press("s");
            page.waitForURL("**/submissions");
        }
    }

    @Test
    void rows_are_selected_sent_again_and_filtered_with_the_keyboard() {
        // Given
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            Page page = sam.open("/submissions?q=label:older,newer");
            assertThat(page.locator("[data-needs-selection]")).isDisabled();
            // When
            page.keyboard().press("j");
            page.keyboard().press("x");
            page.keyboard().press("j");
            page.keyboard().press("x");
            // Then
            assertThat(page.locator("[data-needs-selection]")).hasText("Act on the 2 selected");
            // When
            page.keyboard().press("r");
            // Then
            page.waitForURL("**/submissions/" + OLDER + "#send-again");
            assertThat(page.locator("#send-again")).isFocused();
            // When
            sam.open("/submissions?q=");
            page.selectOption("#filter-age", "<24h");
            // Then
            page.waitForURL("**/submissions?q=age%3A%3C24h");
            assertThat(page.locator("#q")).hasValue("age:<24h");
            page.fill("#q", "age:<24h state:expired");
            page.press("#q", "Enter");
            assertThat(page.locator(".chip.chosen")).hasText(Pattern.compile("Expired"));
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(sam.complaints()).isEmpty();
        }
    }

    @Test
    void the_keys_for_search_and_help_work_and_typing_is_left_alone() {
        // Given
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            Page page = sam.page();
            // When
            page.keyboard().press("/");
            page.keyboard().type("j?k/r");
            // Then
            assertThat(page.locator("#q")).hasValue("j?k/r");
            page.locator("h1").click();
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#keys")).isHidden();
        }
    }

    @Test
    void a_pasted_id_leads_to_its_submission() {
        // Given
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // When
            sam.page().fill("#q", "  " + NEWER + " ");
            sam.page().press("#q", "Enter");
            // Then
            sam.page().waitForURL("**/submissions/" + NEWER);
            assertThat(sam.complaints()).isEmpty();
        }
    }

    @Test
    void one_click_copies_the_whole_id() {
        // Given
        Browser.NewContextOptions options =
                Visitor.options().setPermissions(List.of("clipboard-read", "clipboard-write"));
        try (Visitor sam = Visitor.with(SITE, options).signIn(Role.SUPPORT)) {
            // When
            sam.page().locator("tbody .copy").first().click();
            // Then
            assertThat(sam.page().locator("#announcement")).hasText("Copied");
            assertThat(sam.page().evaluate("navigator.clipboard.readText()")).isEqualTo(Stock.APPLICATION.id());
        }
    }

    @Test
    void the_chosen_theme_stays() {
        // Given
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // When
            sam.page().click("[data-theme-switch]");
            sam.page().reload();
            // Then
            assertThat(sam.page().locator("html")).hasAttribute("data-theme", "dark");
            assertThat(sam.page().evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(15, 18, 22)");
        }
    }

    @Test
    void times_are_told_in_both_zones() {
        // Given
        Browser.NewContextOptions options = Visitor.options().setTimezoneId("Asia/Kolkata");
        try (Visitor sam = Visitor.with(SITE, options).signIn(Role.SUPPORT)) {
            // Then
            assertThat(sam.open("/submissions").locator("tbody time").first())
                    .hasAttribute("title", Pattern.compile("UTC\n.*GMT\\+5:30 \\(your time\\)"));
        }
    }

    @Test
    void everything_works_without_scripts() {
        // Given
        Browser.NewContextOptions options = Visitor.options().setJavaScriptEnabled(false);
        try (Visitor sam = Visitor.with(SITE, options).signIn(Role.SUPPORT)) {
            SubmissionId id = STOCK.rejected("without scripts", Stock.CANDIDATE);
            // When
            Page page = sam.open("/submissions?q=" + Stock.CANDIDATE.id());
            page.click("tbody a:has-text('without scripts')");
            page.waitForURL("**/submissions/" + id);
            page.click("text=Answer as it came");
            assertThat(page.locator("text=HTTP 422")).isVisible();
            page.click("#send-again");
            // Then
            assertThat(page.locator(".flash")).containsText("Done: it is due now");
            assertThat(page.locator(".copy").first()).isHidden();
            page.click("text=Sign out");
            assertThat(page.locator(".flash")).containsText("You are signed out.");
        }
    }

    @Test
    void the_first_tab_stop_skips_to_the_content() {
        // Given
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // When
            sam.page().keyboard().press("Tab");
            sam.page().keyboard().press("Enter");
            // Then
            assertThat(sam.page().locator("#main")).isFocused();
        }
    }
}
