package dev.passback.adminui.submission;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.passback.adminui.submission.act.ActKind;
import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.adminui.testing.Visitor;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every act alike. */
class ActIT {

    private static final Site SITE = Site.open();
    private static int made;

    @AfterAll
    static void close() {
        SITE.close();
    }

    interface Maker {
        SubmissionId make(Stock stock, String label, Target target);
    }

    /**
     * An act on a submission on which it works.
     *
     * @param before the state that makes the submission
     * @param after the state in which the act leaves it
     * @param done what is said then
     * @param unchanged what is said of a second press
     */
    record Given(ActKind kind, Maker before, String after, String done, String unchanged) {

        /** In an integration of its own: what another test made due is not claimed here. */
        SubmissionId make() {
            made++;
            Stock stock = new Stock(SITE.pool(), "acme " + made, "greenhouse:1", "Globex Greenhouse");
            return before.make(stock, "Excel", Stock.CANDIDATE);
        }

        @Override
        public String toString() {
            return kind.word();
        }
    }

    static Stream<Given> acts() {
        return Stream.of(
                new Given(
                        ActKind.SEND_AGAIN,
                        Stock::expired,
                        "queued",
                        "Done: it is due now",
                        "Nothing changed: it was delivered, is being sent, or is due already"),
                new Given(
                        ActKind.RELEASE,
                        Stock::held,
                        "queued",
                        "Done: it is released",
                        "Nothing changed: it is not held"),
                new Given(
                        ActKind.HOLD,
                        Stock::retried,
                        "held",
                        "Done: it is held",
                        "Nothing changed: only what is queued can be held"),
                new Given(
                        ActKind.MARK_DELIVERED,
                        Stock::rejected,
                        "delivered",
                        "Done: it counts as delivered",
                        "Nothing changed: it is delivered already"),
                new Given(
                        ActKind.CANCEL,
                        Stock::retried,
                        "cancelled",
                        "Done: it is cancelled",
                        "Nothing changed: only what is queued or held can be cancelled"));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void pressing_its_button_does_it_and_writes_down_who_and_why(Given act) {
        // Given
        SubmissionId id = act.make();
        try (Visitor sam = Visitor.of(SITE).signIn(Role.SUPPORT)) {
            Page page = sam.open("/submissions/" + id);
            // When
            press(page, act.kind, "  the customer asked ");
            // Then
            assertThat(page.locator(".flash")).containsText(act.done);
            assertThat(page.locator(".timeline")).containsText("sam: " + act.kind.word());
            assertThat(page.locator(".timeline")).containsText("the customer asked");
            assertThat(state(id)).isEqualTo(act.after);
            assertThat(row("SELECT actor, act, reason, origin FROM audit WHERE submission_id = $1", id))
                    .satisfies(row -> {
                        assertThat(row.getString("actor")).isEqualTo("staff:sam");
                        assertThat(row.getString("act")).isEqualTo(act.kind.word());
                        assertThat(row.getString("reason")).isEqualTo("the customer asked");
                        assertThat(row.getString("origin")).isEqualTo("127.0.0.1");
                    });
            page.reload();
            assertThat(page.locator(".flash")).hasCount(0);
            assertThat(sam.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("acts")
    void it_needs_no_script(Given act) {
        // Given
        SubmissionId id = act.make();
        try (Visitor sam = Visitor.with(SITE, Visitor.options().setJavaScriptEnabled(false))
                .signIn(Role.SUPPORT)) {
            // When
            press(sam.open("/submissions/" + id), act.kind, "the customer asked");
            // Then
            assertThat(sam.page().locator(".flash")).containsText(act.done);
            assertThat(state(id)).isEqualTo(act.after);
        }
    }

    private static void press(Page page, ActKind kind, String reason) {
        Locator form = page.locator("form:has(#" + kind.path() + ")");
        if (kind != ActKind.SEND_AGAIN) {
            page.locator("details.act:has(#" + kind.path() + ") summary").click();
        }
        form.locator("#reason-" + kind.path()).fill(reason);
        form.locator("[type=checkbox]").all().forEach(Locator::check);
        form.locator("#" + kind.path()).click();
    }

    @ParameterizedTest
    @MethodSource("acts")
    void a_second_press_says_that_nothing_changed_and_why(Given act) {
        // Given
        SubmissionId id = act.make();
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        Map<String, String> form = form(client);
        client.post(path(id, act.kind), form);
        String first = client.get("/submissions/" + id).body();
        // When
        int status = client.post(path(id, act.kind), form).statusCode();
        // Then
        assertThat(first).contains(act.done);
        assertThat(status).isEqualTo(303);
        assertThat(client.get("/submissions/" + id).body()).contains(act.unchanged);
        assertThat(audited(id)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("acts")
    void a_viewer_can_change_nothing_even_by_hand(Given act) {
        // Given
        SubmissionId id = act.make();
        String before = state(id);
        Client viewer = Client.signedIn(SITE, Role.VIEWER);
        // When
        int status = viewer.post(path(id, act.kind), form(viewer)).statusCode();
        // Then
        assertThat(status).isEqualTo(403);
        assertThat(state(id)).isEqualTo(before);
        assertThat(audited(id)).isZero();
    }

    @ParameterizedTest
    @MethodSource("acts")
    void a_form_without_the_token_or_with_another_changes_nothing(Given act) {
        // Given
        SubmissionId id = act.make();
        String before = state(id);
        Client client = Client.signedIn(SITE, Role.SUPPORT);
        Map<String, String> others = form(Client.signedIn(SITE, Role.SUPPORT));
        // When
        int missing = client.post(path(id, act.kind), Map.of("reason", "none", "confirmed", "yes"))
                .statusCode();
        int wrong = client.post(path(id, act.kind), others).statusCode();
        // Then
        assertThat(missing).isEqualTo(403);
        assertThat(wrong).isEqualTo(403);
        assertThat(state(id)).isEqualTo(before);
        assertThat(audited(id)).isZero();
    }

    @ParameterizedTest
    @MethodSource("acts")
    void its_address_leads_to_the_submission_when_somebody_opens_it(Given act) {
        // Given
        SubmissionId id = SubmissionId.next();
        // When
        var answer = Client.signedIn(SITE, Role.VIEWER).get(path(id, act.kind));
        // Then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("/submissions/" + id);
    }

    private static Map<String, String> form(Client client) {
        return Map.of("csrf", client.csrf("/submissions"), "reason", "the customer asked", "confirmed", "yes");
    }

    private static String path(SubmissionId id, ActKind kind) {
        return "/submissions/" + id + "/" + kind.path();
    }

    private static String state(SubmissionId id) {
        return row("SELECT state FROM submission WHERE id = $1", id).getString(0);
    }

    private static long audited(SubmissionId id) {
        return row("SELECT count(*) FROM audit WHERE submission_id = $1", id).getLong(0);
    }

    private static Row row(String sql, SubmissionId id) {
        return await(SITE.pool().preparedQuery(sql).execute(Tuple.of(id.value())))
                .iterator()
                .next();
    }
}
