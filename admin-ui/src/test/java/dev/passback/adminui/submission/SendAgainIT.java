package dev.passback.adminui.submission;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SendAgainIT {

    private static final Site SITE = Site.open();
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse");

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void pressing_the_button_makes_it_due_and_writes_down_who_and_why() {
        // Given
        SubmissionId id = STOCK.expired("Excel", Stock.CANDIDATE);
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            Page page = sam.open("/submissions/" + id);
            page.fill("#reason", "  the ATS is up again ");
            // When
            page.click("#send-again");
            // Then
            assertThat(page.locator(".flash")).containsText("Done: it is due now");
            assertThat(page.locator(".marks")).containsText("Queued");
            assertThat(page.locator(".timeline")).containsText("sam: send again");
            assertThat(page.locator(".timeline")).containsText("the ATS is up again");
            assertThat(row("SELECT state, due_at <= now() AS due FROM submission WHERE id = $1", id))
                    .satisfies(row -> {
                        assertThat(row.getString("state")).isEqualTo("queued");
                        assertThat(row.getBoolean("due")).isTrue();
                    });
            assertThat(row("SELECT actor, reason, origin FROM audit WHERE submission_id = $1", id))
                    .satisfies(row -> {
                        assertThat(row.getString("actor")).isEqualTo("staff:sam");
                        assertThat(row.getString("reason")).isEqualTo("the ATS is up again");
                        assertThat(row.getString("origin")).isEqualTo("127.0.0.1");
                    });
            page.reload();
            assertThat(page.locator(".flash")).hasCount(0);
            assertThat(sam.complaints()).isEmpty();
        }
    }

    @Test
    void what_may_have_arrived_is_sent_again_only_by_somebody_who_knows_it() {
        // Given
        SubmissionId id = STOCK.held("Excel", Stock.CANDIDATE);
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        String action = "/submissions/" + id + "/send-again";
        String csrf = client.csrf("/submissions/" + id);
        // When
        client.post(action, Map.of("csrf", csrf));
        String refused = client.get("/submissions/" + id).body();
        client.post(action, Map.of("csrf", csrf, "doubling", "yes"));
        String done = client.get("/submissions/" + id).body();
        // Then
        assertThat(refused).contains("Nothing changed: tick the box first");
        assertThat(done).contains("Done: it is due now", "May be doubled");
    }

    @Test
    void a_second_press_says_that_nothing_changed() {
        // Given
        SubmissionId id = STOCK.rejected("Excel", Stock.CANDIDATE);
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        Map<String, String> form = Map.of("csrf", client.csrf("/submissions/" + id));
        client.post("/submissions/" + id + "/send-again", form);
        client.get("/submissions/" + id);
        // When
        client.post("/submissions/" + id + "/send-again", form);
        // Then
        assertThat(client.get("/submissions/" + id).body()).contains("Nothing changed: it was delivered");
        assertThat(row("SELECT count(*) FROM audit WHERE submission_id = $1", id)
                        .getLong(0))
                .isEqualTo(1);
    }

    @Test
    void a_viewer_can_change_nothing_even_by_hand() {
        // Given
        SubmissionId id = STOCK.expired("Excel", Stock.CANDIDATE);
        Client viewer = Client.signedIn(SITE, Role.VIEWER);
        // When
        int status = viewer.post(
                        "/submissions/" + id + "/send-again",
                        Map.of("csrf", viewer.csrf("/submissions"), "doubling", "yes"))
                .statusCode();
        // Then
        assertThat(status).isEqualTo(403);
        assertThat(row("SELECT state FROM submission WHERE id = $1", id).getString(0))
                .isEqualTo("expired");
    }

    private static Row row(String sql, SubmissionId id) {
        return await(SITE.pool().preparedQuery(sql).execute(Tuple.of(id.value())))
                .iterator()
                .next();
    }
}
