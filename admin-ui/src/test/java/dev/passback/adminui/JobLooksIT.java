package dev.passback.adminui;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.job.JobAct;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.audit.Act;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.NewJob;
import dev.passback.db.live.Changes;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of jobs in every dress, and the list with its pill. */
class JobLooksIT {

    private static final Site SITE = Site.open();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Stock ACME =
            new Stock(SITE.pool(), "acme-assess", "greenhouse:HWUTwvyx2wLoSUHphiWVrp28", "Globex Greenhouse");
    private static UUID running;
    private static UUID done;

    @BeforeAll
    static void fill() {
        SubmissionId there = ACME.delivered("Coding test", Stock.CANDIDATE);
        SubmissionId due = ACME.queued("English B2", Stock.APPLICATION);
        for (String label : List.of("Reasoning", "Typing speed", "Situational judgement", "Numerical")) {
            ACME.expired(label, Stock.CANDIDATE);
        }
        ACME.held("Personality profile", Stock.CANDIDATE);
        make(JobAct.HOLD, "tenant:acme-assess state:queued", "customer asks us to stop for today", 3);
        running = make(
                JobAct.SEND_AGAIN, "state:expired", "Greenhouse was down on Sunday night, support case 48211", 240);
        done = make(JobAct.SEND_AGAIN, "", "once more after the credential was mended", 180);
        SITE.run(
                "UPDATE job SET state = 'running', started_at = now(), done = 118, unchanged = 2 WHERE id = $1",
                running);
        SITE.run(
                "UPDATE job SET state = 'done', started_at = now() - interval '18 s', ended_at = now(), done = 178,"
                        + " unchanged = 2 WHERE id = $1",
                done);
        SITE.run(
                "INSERT INTO job_unchanged SELECT $1, id, tenant_id, state FROM submission WHERE id IN ($2, $3)",
                done,
                there.value(),
                due.value());
        SITE.run("UPDATE job SET created_at = created_at - interval '4 minutes'");
    }

    private static UUID make(JobAct act, String query, String reason, int expected) {
        NewJob job = new NewJob(UUID.randomUUID(), act, query, Optional.empty(), 10, expected, false);
        return await(new JobStore(SITE.pool()).make(job, new Act("staff:sam", Optional.of(reason), "10.0.0.1")))
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        VERTX.close();
        SITE.close();
    }

    @Test
    void every_page_is_fit_to_be_seen() {
        try (Visitor visitor = Visitor.with(SITE, Look.window())) {
            // Given
            visitor.signIn(Role.SUPPORT);
            List<Look> looks = List.of(
                    new Look("jobs", SITE, Role.SUPPORT, "/jobs"),
                    new Look("job-new", SITE, Role.SUPPORT, "/jobs/new"),
                    new Look("job-new-returned", SITE, Role.SUPPORT, "/jobs/new", page -> {
                        page.locator("form[action='/jobs']").evaluate("form => form.noValidate = true");
                        page.fill("#job-rate", "1000");
                        page.click("main .primary");
                    }),
                    new Look("job-new-none", SITE, Role.SUPPORT, "/jobs/new?q=nobody-there"),
                    new Look("job-running", SITE, Role.SUPPORT, "/jobs/" + running),
                    new Look("job-done", SITE, Role.SUPPORT, "/jobs/" + done),
                    new Look("submissions-pill", SITE, Role.SUPPORT, "/submissions", JobLooksIT::newRow));
            // When
            looks.forEach(look -> look.by(visitor));
            // Then
            assertThat(visitor.complaints()).allMatch(complaint -> complaint.contains("422 (Unprocessable Entity)"));
        }
    }

    private static void newRow(Page page) {
        page.locator("[data-live-mark='on']").waitFor();
        page.locator("tbody .row-link").first().focus();
        SubmissionId id = ACME.rejected("Came while somebody looked", Stock.CANDIDATE);
        new Changes(VERTX, SITE.pool()).changed(ACME.tenant(), id, true);
        page.locator(".pill").waitFor();
    }
}
