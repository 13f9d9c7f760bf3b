package dev.passback.adminui.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.adminui.testing.Waiting;
import dev.passback.core.job.JobAct;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.audit.Act;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.NewJob;
import dev.passback.db.live.Changes;
import dev.passback.db.submission.SubmissionActions;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pages that stay up to date, in a browser. */
class LivePagesIT {

    private static final Site SITE = Site.open();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Changes CHANGES = new Changes(VERTX, SITE.pool());
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse");
    private static final Act ADA = new Act("staff:ada", Optional.of("no longer wanted"), "10.0.0.2");

    @AfterAll
    static void close() {
        VERTX.close();
        SITE.close();
    }

    @Test
    void at_the_top_of_the_list_new_rows_come_in_by_themselves() {
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // Given
            live(sam.page());
            // When
            rejected("came by itself");
            // Then
            assertThat(sam.page().locator("tbody tr").first()).containsText("came by itself");
            assertThat(sam.page().locator(".pill")).isHidden();
            assertThat(sam.complaints()).isEmpty();
        }
    }

    @Test
    void under_the_pointer_no_row_moves_and_new_ones_are_counted_until_they_are_asked_for() {
        STOCK.rejected("looked at", Stock.CANDIDATE);
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // Given
            Page page = sam.page();
            live(page);
            Locator first = page.locator("tbody tr").first();
            first.hover();
            double top = first.boundingBox().y;
            // When
            rejected("newer");
            rejected("newest");
            // Then
            assertThat(page.locator(".pill")).hasText("2 new");
            assertThat(first).containsText("looked at");
            assertThat(first.boundingBox().y).isEqualTo(top);
            // When
            page.click(".pill");
            // Then
            assertThat(page.locator("tbody tr").first()).containsText("newest");
            assertThat(page.locator(".pill")).isHidden();
            assertThat(page.locator("tbody .row-link").first()).isFocused();
        }
    }

    @Test
    void the_page_of_a_submission_tells_what_somebody_else_did_and_keeps_what_is_being_typed() {
        SubmissionId id = STOCK.held("watched", Stock.APPLICATION);
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // Given
            Page page = sam.open("/submissions/" + id);
            live(page);
            page.fill("#reason-send-again", "the customer asked");
            // When
            Waiting.await(new SubmissionActions(SITE.pool(), CHANGES::acted).cancel(STOCK.tenant(), id, ADA));
            // Then
            assertThat(page.locator(".head .badge").first()).hasText("Cancelled");
            assertThat(page.locator(".timeline")).containsText("no longer wanted");
            assertThat(page.locator("#announcement")).hasText("Now: Cancelled");
            assertThat(page.locator("#reason-send-again")).hasValue("the customer asked");
        }
    }

    @Test
    void the_page_of_a_job_counts_on() {
        UUID job = Waiting.await(new JobStore(SITE.pool())
                        .make(
                                new NewJob(UUID.randomUUID(), JobAct.CANCEL, "nobody", Optional.empty(), 1, 40, false),
                                ADA))
                .orElseThrow();
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // Given
            Page page = sam.open("/jobs/" + job);
            live(page);
            assertThat(page.locator("h1")).hasText("Cancel: 0 of about 40");
            // When
            SITE.run("UPDATE job SET state = 'running', done = 12 WHERE id = $1", job);
            CHANGES.job(job, Optional.empty());
            // Then
            assertThat(page.locator("h1")).hasText("Cancel: 12 of about 40");
            // When
            SITE.run("UPDATE job SET state = 'done', done = 40, ended_at = now() WHERE id = $1", job);
            CHANGES.job(job, Optional.empty());
            // Then
            assertThat(page.locator(".head .badge")).hasText("Done");
            assertThat(page.locator("text=Cancel this job")).hasCount(0);
        }
    }

    @Test
    void a_key_turns_it_off_and_the_browser_remembers() {
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // Given
            Page page = sam.page();
            live(page);
            // When
            page.keyboard().press("l");
            page.reload();
            // Then
            assertThat(page.locator("[data-live-mark]")).hasText("Not live");
            page.keyboard().press("l");
            live(page);
            assertThat(page.locator("[data-live-mark]")).hasText("Live");
        }
    }

    @Test
    void a_lost_connection_is_said_and_what_was_missed_comes_with_the_next_one() {
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // Given
            Page page = sam.page();
            live(page);
            // When
            page.context().setOffline(true);
            SITE.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'passback-live'"
                    + " AND datname = current_database()");
            STOCK.rejected("missed", Stock.CANDIDATE);
            page.context().setOffline(false);
            // Then
            assertThat(page.locator("tbody tr").first()).containsText("missed");
            live(page);
        }
    }

    private static void live(Page page) {
        assertThat(page.locator("[data-live-mark='on']")).isVisible();
    }

    private static void rejected(String label) {
        CHANGES.changed(STOCK.tenant(), STOCK.rejected(label, Stock.CANDIDATE), true);
    }
}
