package dev.passback.adminui.submission;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Results;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which acts are offered, and what their forms ask for. */
class ActFormIT {

    private static final Site SITE = Site.open();
    private static int made;

    // an integration for each test: what another one made due is not claimed here
    private final Stock stock = new Stock(SITE.pool(), "acme " + ++made, "greenhouse:1", "Globex Greenhouse");
    private static final Pattern BUTTON = Pattern.compile("<button class=\"[^\"]*\" id=\"([^\"]+)\"");

    @AfterAll
    static void close() {
        SITE.close();
    }

    interface Maker {
        SubmissionId make(Stock stock, String label, Target target);
    }

    private static Arguments offers(Maker maker, String... buttons) {
        return Arguments.of(maker, buttons);
    }

    static Stream<Arguments> offers() {
        return Stream.of(
                offers(Stock::queued, "hold", "mark-delivered", "cancel"),
                offers(Stock::retried, "send-again", "hold", "mark-delivered", "cancel"),
                offers((stock, label, target) -> stock.sending(label, target).id()),
                offers(Stock::held, "send-again", "release", "mark-delivered", "cancel"),
                offers(Stock::delivered),
                offers(Stock::rejected, "send-again", "mark-delivered"),
                offers(Stock::expired, "send-again", "mark-delivered"),
                offers(Stock::cancelled, "send-again", "mark-delivered"));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void an_act_is_offered_where_it_works(Maker maker, String[] buttons) {
        // Given
        SubmissionId id = maker.make(stock, "Excel", Stock.CANDIDATE);
        // When
        String support =
                Client.signedIn(SITE, Role.SUPPORT).get("/submissions/" + id).body();
        String viewer =
                Client.signedIn(SITE, Role.VIEWER).get("/submissions/" + id).body();
        // Then
        assertThat(BUTTON.matcher(support).results().map(found -> found.group(1)))
                .containsExactly(buttons);
        assertThat(BUTTON.matcher(viewer).results()).isEmpty();
    }

    @Test
    void nothing_is_marked_as_delivered_without_a_reason() {
        // Given
        SubmissionId id = stock.expired("Excel", Stock.CANDIDATE);
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            Page page = sam.open("/submissions/" + id);
            page.locator("details.act summary").click();
            page.fill("#reason-mark-delivered", "   ");
            // When
            page.click("#mark-delivered");
            // Then
            Locator reason = page.locator("#reason-mark-delivered");
            assertThat(page.locator("#problem-mark-delivered")).containsText("Nothing changed: say how you know it");
            assertThat(reason).isFocused();
            assertThat(reason).hasAttribute("aria-describedby", "problem-mark-delivered");
            assertThat(reason).hasAttribute("aria-invalid", "true");
            assertThat(state(id)).isEqualTo("expired");
            reason.fill("seen in Greenhouse");
            page.click("#mark-delivered");
            assertThat(page.locator(".next")).containsText("Delivered by the word of sam");
            assertThat(page).hasURL(SITE.url("/submissions/" + id));
            assertThat(state(id)).isEqualTo("delivered");
        }
    }

    @ParameterizedTest
    @CsvSource({"send-again, May be doubled", "release, Done: it is released", "cancel, Done: it is cancelled"})
    void what_must_be_confirmed_comes_back_as_it_was_filled_in(String act, String done) {
        // Given
        SubmissionId id = stock.held("Excel", Stock.CANDIDATE);
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        String action = "/submissions/" + id + "/" + act;
        String csrf = client.csrf("/submissions/" + id);
        // When
        HttpResponse<String> refused = client.post(action, Map.of("csrf", csrf, "reason", "\"><b>it is gone</b>"));
        String stayed = state(id);
        client.post(action, Map.of("csrf", csrf, "confirmed", "yes"));
        // Then
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Nothing changed: tick the box first.", "id=\"problem-" + act + "\"")
                .contains("id=\"reason-" + act + "\" name=\"reason\" value=\"&#34;>&lt;b>it is gone&lt;/b>\"");
        assertThat(stayed).isEqualTo("held");
        assertThat(client.get("/submissions/" + id).body()).contains(done);
    }

    @Test
    void what_surely_did_not_arrive_is_released_without_a_box() {
        // Given
        SubmissionId id = stock.retried("Excel", Stock.CANDIDATE);
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        Map<String, String> form = Map.of("csrf", client.csrf("/submissions/" + id));
        client.post("/submissions/" + id + "/hold", form);
        String held = client.get("/submissions/" + id).body();
        // When
        client.post("/submissions/" + id + "/release", form);
        // Then
        assertThat(held).doesNotContain("may show it twice").contains("goes on with its retries");
        assertThat(client.get("/submissions/" + id).body()).contains("Done: it is released");
    }

    @Test
    void what_arrived_after_all_is_to_be_marked_and_not_sent_again() {
        // Given
        SubmissionId id = stock.late("Excel", Stock.CANDIDATE, Results.taken());
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            // When
            Page page = sam.open("/submissions/" + id);
            // Then
            assertThat(page.locator("button.primary")).hasCount(1);
            assertThat(page.locator("button.primary")).hasText("Mark as delivered");
            assertThat(page.locator("button.primary")).isVisible();
            assertThat(page.locator("#words-send-again")).containsText("so it would be doubled");
        }
    }

    @Test
    void a_form_that_lacks_something_and_comes_too_late_says_that_nothing_changed() {
        // Given
        SubmissionId id = stock.delivered("Excel", Stock.CANDIDATE);
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        // When
        HttpResponse<String> answer =
                client.post("/submissions/" + id + "/cancel", Map.of("csrf", client.csrf("/submissions")));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(client.get("/submissions/" + id).body())
                .contains("Nothing changed: only what is queued or held can be cancelled");
    }

    @Test
    void a_longest_reason_is_kept_whole_signs_and_all() {
        // Given
        SubmissionId id = stock.retried("Excel", Stock.CANDIDATE);
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        String csrf = client.csrf("/submissions");
        // When
        client.post("/submissions/" + id + "/hold", Map.of("csrf", csrf, "reason", "a\r\nb" + "😀".repeat(600)));
        // Then
        assertThat(row("SELECT reason FROM audit WHERE submission_id = $1", id).getString(0))
                .isEqualTo("a b" + "😀".repeat(497));
    }

    private static String state(SubmissionId id) {
        return row("SELECT state FROM submission WHERE id = $1", id).getString(0);
    }

    private static Row row(String sql, SubmissionId id) {
        return await(SITE.pool().preparedQuery(sql).execute(Tuple.of(id.value())))
                .iterator()
                .next();
    }
}
