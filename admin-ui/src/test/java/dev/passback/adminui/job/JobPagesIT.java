package dev.passback.adminui.job;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.db.job.JobBatch;
import dev.passback.db.job.JobQueue;
import dev.passback.db.job.Selection;
import dev.passback.db.job.TakenJob;
import dev.passback.db.submission.Cursor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How people ask for jobs and look at them, over HTTP. */
class JobPagesIT {

    private static final Site SITE = Site.open();
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    private final Client sam = Client.signedIn(SITE, Role.SUPPORT);

    static {
        STOCK.rejected("one", Stock.CANDIDATE);
        STOCK.held("unsure", Stock.CANDIDATE);
        STOCK.delivered("there", Stock.CANDIDATE);
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void the_preview_says_how_many_each_act_would_change_and_how_many_may_be_doubled() {
        // When
        String page = sam.get(newJob(Stock.CANDIDATE.id())).body();
        // Then
        assertThat(page)
                .contains(
                        "3 submissions match now.",
                        "Makes 2 due now, with a whole new retry window. 1 of them may be doubled: an earlier attempt may"
                                + " have arrived. The other one stays as it is.",
                        "Lets 1 be sent",
                        "Changes nothing: none is queued.",
                        "Gives up 1.");
    }

    @Test
    void a_query_that_finds_nothing_has_no_form() {
        assertThat(sam.get(newJob("nobody-there")).body())
                .contains("No submission matches now, so there is nothing to do.")
                .doesNotContain("Start the job");
    }

    @Test
    void a_form_that_is_sent_twice_makes_one_job() {
        // Given
        Map<String, String> form = form("send again", "twice");
        // When
        HttpResponse<String> first = sam.post("/jobs", form);
        HttpResponse<String> second = sam.post("/jobs", form);
        // Then
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(second.headers().firstValue("location"))
                .isEqualTo(first.headers().firstValue("location"));
        assertThat(SITE.run("SELECT count(*) FROM job WHERE reason = 'twice'")
                        .iterator()
                        .next()
                        .getLong(0))
                .isEqualTo(1);
        assertThat(sam.follow(first).body()).contains("Send again: 0 of about 3", "Waiting", "twice");
        assertThat(sam.get("/jobs").body()).contains("Under way", "twice");
        sam.submit("/jobs", first.headers().firstValue("location").orElseThrow() + "/cancel", Map.of());
    }

    @Test
    void a_form_that_lacks_something_comes_back_with_what_was_typed_and_makes_nothing() {
        // Given
        Map<String, String> form = form("cancel", "");
        form.put("rate", "1000");
        form.remove("confirmed");
        // When
        HttpResponse<String> answer = sam.post("/jobs", form);
        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Nothing changed: say why.", "Must be a whole number from 1 to 100.", "tick the box first")
                .contains("value=\"1000\"", "value=\"cancel\" required checked");
    }

    @Test
    void a_job_is_cancelled_once() {
        // Given
        String job = location(sam.post("/jobs", form("send again", "a mistake")));
        // When
        HttpResponse<String> cancelled = sam.submit("/jobs", job + "/cancel", Map.of("reason", "wrong ones"));
        HttpResponse<String> again = sam.submit("/jobs", job + "/cancel", Map.of());
        // Then
        assertThat(sam.follow(cancelled).body())
                .contains("Cancelled", "Ended by sam.")
                .doesNotContain("Cancel this job");
        assertThat(sam.follow(again).body()).contains("Ended by sam.");
        assertThat(SITE.run(
                        "SELECT act, actor, reason FROM audit WHERE subject_kind = 'job' AND subject = $1 ORDER BY id",
                        job.substring("/jobs/".length())))
                .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(2))
                .containsExactly("make job staff:sam a mistake", "cancel job staff:sam wrong ones");
    }

    @Test
    void a_job_of_which_nothing_comes_says_so() {
        // Given
        String job = location(sam.post("/jobs", form("cancel", "none comes")));
        await(new JobQueue(SITE.pool(), "node").take()).orElseThrow();
        assertThat(sam.get(job).body()).contains("It goes on by itself");
        // When
        SITE.run("UPDATE job SET started_at = now() - interval '2 minutes' WHERE reason = 'none comes'");
        // Then
        assertThat(sam.get(job).body()).contains("Nothing has come of it since it was taken up");
        sam.submit("/jobs", job + "/cancel", Map.of());
    }

    @Test
    void the_report_says_of_each_that_was_left_as_it_was_why() {
        // Given
        String job = location(sam.post("/jobs", form("hold", "all of them")));
        TakenJob taken = await(new JobQueue(SITE.pool(), "node").take()).orElseThrow();
        // When
        var lines = await(new Selection(SITE.pool())
                        .page(taken.job().query(), taken.job().tenants(), new Cursor.Newest(), 10))
                .lines()
                .reversed();
        await(new JobBatch(SITE.pool()).work(taken, new JobBatch.Batch(lines, taken.last(), true)));
        // Then
        assertThat(sam.get(job).body())
                .contains("Done", "Hold: 3", "It was delivered.", "It was held already.", "It was rejected");
    }

    private static String newJob(String query) {
        return "/jobs/new?q=" + query;
    }

    private Map<String, String> form(String act, String reason) {
        String page = sam.get(newJob(Stock.CANDIDATE.id())).body();
        Matcher form = FORM.matcher(page);
        assertThat(form.find()).isTrue();
        return new TreeMap<>(Map.of(
                "csrf",
                sam.csrf("/jobs"),
                "form",
                form.group(1),
                "q",
                Stock.CANDIDATE.id(),
                "act",
                act,
                "rate",
                "10",
                "reason",
                reason,
                "confirmed",
                "yes"));
    }

    private static String location(HttpResponse<String> answer) {
        List<String> to = answer.headers().allValues("location");
        assertThat(to).hasSize(1);
        return to.getFirst();
    }
}
