package dev.passback.adminui.job;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.job.JobAct;
import dev.passback.core.staff.Role;
import dev.passback.db.audit.Act;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.NewJob;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JobFileIT {

    private static final Site SITE = Site.open();

    private final Client sam = Client.signedIn(SITE, Role.SUPPORT);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void the_page_of_an_export_that_is_done_gives_its_file_and_who_took_it_is_noted() {
        // Given
        UUID job = export();
        write(job, 0, "one\r\n");
        write(job, 1, "two\r\nthree\r\n");
        end(job, "done", 0);
        // When
        String page = sam.get("/jobs/" + job).body();
        HttpResponse<String> file = sam.get("/jobs/" + job + "/file");
        // Then
        assertThat(page)
                .contains("href=\"/jobs/" + job + "/file\"", "3 lines, CSV", "All that matched is in the file.")
                .doesNotContain("Nothing to change");
        assertThat(file.body()).startsWith("submission_id,state,").endsWith("\r\none\r\ntwo\r\nthree\r\n");
        assertThat(file.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"submissions-" + job + ".csv\"");
        assertThat(SITE.run("SELECT act, after->>'query' AS q FROM audit WHERE act = 'download'")
                        .iterator()
                        .next()
                        .getString("q"))
                .isEqualTo("state:rejected");
    }

    @Test
    void there_is_no_file_of_what_was_cancelled_of_what_is_too_old_and_of_other_acts() {
        // Given
        UUID cancelled = export();
        write(cancelled, 0, "one\r\n");
        end(cancelled, "cancelled", 0);
        UUID old = export();
        end(old, "done", 8);
        UUID other = make(JobAct.RELEASE);
        end(other, "done", 0);
        // Then
        for (UUID job : new UUID[] {cancelled, old, other}) {
            assertThat(sam.get("/jobs/" + job + "/file").statusCode()).isEqualTo(404);
            assertThat(sam.get("/jobs/" + job).body()).doesNotContain("Download the file");
        }
        assertThat(sam.get("/jobs/" + old).body()).contains("The file is no longer kept.");
        assertThat(sam.get("/jobs/" + cancelled).body()).contains("There is no file");
    }

    @Test
    void an_export_is_offered_for_whatever_matches() {
        // Given
        new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex").delivered("there", Stock.CANDIDATE);
        // When
        String page = sam.get("/jobs/new?q=state:delivered&act=export+csv").body();
        // Then
        assertThat(page)
                .containsPattern("value=\"export csv\"[^>]* checked")
                .contains("Writes it to a file, which the job's page has for 7 days. Changes nothing.");
    }

    private static UUID export() {
        return make(JobAct.EXPORT_CSV);
    }

    private static UUID make(JobAct act) {
        NewJob job = new NewJob(UUID.randomUUID(), act, "state:rejected", Optional.empty(), 2_000, 3, false);
        return await(new JobStore(SITE.pool())
                        .make(job, new Act("staff:ada", Optional.of("the auditor asks"), "10.0.0.1")))
                .orElseThrow();
    }

    private static void write(UUID job, int no, String text) {
        SITE.run("INSERT INTO job_part VALUES ($1, $2, $3)", job, no, text);
        SITE.run("UPDATE job SET done = done + $2 WHERE id = $1", job, (int)
                text.lines().count());
    }

    private static void end(UUID job, String state, int daysAgo) {
        SITE.run(
                "UPDATE job SET state = $2, started_at = now(), ended_at = now() - $3 * interval '1 day' WHERE id = $1",
                job,
                state,
                daysAgo);
    }
}
