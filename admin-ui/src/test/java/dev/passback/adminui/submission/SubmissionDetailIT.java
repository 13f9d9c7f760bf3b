package dev.passback.adminui.submission;

import static dev.passback.adminui.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Results;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.db.audit.Act;
import dev.passback.db.submission.SubmissionActions;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionDetailIT {

    private static final Site SITE = Site.open();
    private static final Stock STOCK = new Stock(SITE.pool(), "acme", "greenhouse:1", "Globex Greenhouse");
    private static final Stock WALLED = new Stock(SITE.pool(), "other", "lever:1", "Umbrella Lever");

    @AfterAll
    static void close() {
        SITE.close();
    }

    private static Arguments state(BiFunction<String, Target, SubmissionId> make, String... words) {
        return Arguments.of(make, words);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                state(STOCK::queued, "Queued", "Has been due since", "Next attempt", "It is due already"),
                state((label, target) -> STOCK.sending(label, target).id(), "Sending", "Attempt 1 is under way, begun"),
                state(
                        STOCK::retried,
                        "Will be sent again in 11 min (at",
                        "attempt 3 of at most 20, because the ATS answered 429",
                        "Sends it now"),
                state(STOCK::held, "Held", "Waits for a person", "I know that the ATS may show it twice"),
                state(
                        STOCK::delivered,
                        "Delivered",
                        "The ATS took it",
                        "without a warning",
                        "only show the link twice"),
                state(
                        STOCK::deliveredMaybeTwice,
                        "May be doubled",
                        "at attempt 2",
                        "so the ATS may show this link twice"),
                state(
                        STOCK::rejected,
                        "Rejected",
                        "refused it for good: 422 REMOTE.INPUT_INVALID",
                        "no active application"),
                state(STOCK::expired, "Expired", "Given up after 2 attempts", "a whole new retry window"),
                state(STOCK::cancelled, "Cancelled", "Somebody gave it up", "Takes the cancelling back"),
                state(WALLED::blocked, "Integration blocked", "Waits, because its integration is blocked", "401"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void a_submission_says_where_it_stands_and_what_happens_next(
            BiFunction<String, Target, SubmissionId> make, String[] words) {
        // Given
        SubmissionId id = make.apply("Excel", Stock.CANDIDATE);
        // When
        String page = text(
                Client.signedIn(SITE, Role.SUPPORT).get("/submissions/" + id).body());
        // Then
        assertThat(page).contains(words);
    }

    @Test
    void warnings_are_shown_word_for_word() {
        // Given
        SubmissionId id = STOCK.delivered("Excel", Stock.CANDIDATE, "The field \"A & B\" <is> unknown.");
        // When
        String page =
                Client.signedIn(SITE, Role.SUPPORT).get("/submissions/" + id).body();
        // Then
        assertThat(text(page)).contains("with 1 warning", "What the ATS said beside success");
        assertThat(page).contains("The field \"A &amp; B\" &lt;is&gt; unknown.");
    }

    @Test
    void an_outcome_that_came_too_late_is_told_with_its_attempt_and_at_its_time() {
        // Given
        SubmissionId id = STOCK.late("Excel", Stock.CANDIDATE, Results.taken());
        // When
        String page = text(
                Client.signedIn(SITE, Role.SUPPORT).get("/submissions/" + id).body());
        // Then
        assertThat(page)
                .contains(
                        "Attempt 1 Unsure",
                        "Its outcome came late: Taken at ",
                        " UTC, after the attempt had been judged unsure.")
                .contains("Attempt 1, too late: Taken", "Because the upstream took it.")
                .contains("But the ATS took it", "Mark it as delivered, so that it is not sent twice.");
    }

    @Test
    void what_a_tenant_did_with_its_key_is_told_apart_from_what_staff_did() {
        // Given
        SubmissionId id = STOCK.retried("Excel", Stock.CANDIDATE);
        Act act = new Act("key:k3yk3yk3yk3y", Optional.empty(), "127.0.0.1");
        await(new SubmissionActions(SITE.pool()).cancel(STOCK.tenant(), id, act));
        // When
        String page = text(
                Client.signedIn(SITE, Role.SUPPORT).get("/submissions/" + id).body());
        // Then
        assertThat(page)
                .contains("Given up by its tenant, key k3yk3yk3yk3y just now")
                .contains("its tenant, key k3yk3yk3yk3y: cancel");
    }

    @Test
    void what_was_sent_and_what_came_back_are_shown_to_the_letter() {
        // Given
        SubmissionId id = STOCK.rejected("Excel", Stock.APPLICATION);
        Client sam = Client.signedIn(SITE, Role.SUPPORT);
        sam.reveal(id, "the customer asks what was sent");
        // When
        String page = sam.get("/submissions/" + id).body();
        // Then
        assertThat(page)
                .contains("{\"label\":\"Excel\",\"url\":\"" + Stock.URL)
                .contains("  \"label\": \"Excel\",")
                .contains("HTTP 422", "ratelimit-reset: 57", "connect and TLS 38 ms · wait 412 ms · read 6 ms")
                .contains("href=\"https://app.kombo.example/my-prod/logs?interactionId=918273\"");
    }

    @Test
    void an_attempt_says_by_which_rule_it_was_judged_and_what_changed_since_the_one_before() {
        // Given
        SubmissionId same = STOCK.retried("Excel", Stock.APPLICATION);
        SubmissionId other = STOCK.deliveredMaybeTwice("Excel", Stock.APPLICATION);
        Client sam = Client.signedIn(SITE, Role.SUPPORT);
        // When // Then
        assertThat(text(sam.get("/submissions/" + same).body()))
                .contains(
                        "The code REMOTE.RATE_LIMIT_EXCEEDED means: surely not taken, so it is safe to send it again later.")
                .contains("The same answer as attempt 1.");
        assertThat(text(sam.get("/submissions/" + other).body()))
                .contains("The request had left, and no whole answer came: it may or may not have been taken")
                .contains("Other than attempt 1: status: none → 200");
    }

    @Test
    void the_call_as_a_command_is_there_for_whoever_said_why_and_holds_no_key() {
        // Given
        SubmissionId id = STOCK.rejected("Excel", Stock.APPLICATION);
        Client sam = Client.signedIn(SITE, Role.SUPPORT);
        assertThat(sam.get("/submissions/" + id).body())
                .contains("say why you need it")
                .doesNotContain("curl -X");
        sam.reveal(id, "the customer asks what was sent");
        // When
        String page = sam.get("/submissions/" + id).body();
        // Then
        assertThat(page)
                .contains("curl -X POST 'https://api.kombo.example/v1/ats/applications/" + Stock.APPLICATION.id()
                        + "/result-links'")
                .contains("Authorization: Bearer $UPSTREAM_API_KEY")
                .contains("--data-raw '{\"label\":\"Excel\"");
    }

    @Test
    void a_viewer_sees_neither_bodies_nor_more_of_the_url_than_its_site() {
        // Given
        SubmissionId id = STOCK.rejected("Excel", Stock.APPLICATION);
        // When
        String page =
                Client.signedIn(SITE, Role.VIEWER).get("/submissions/" + id).body();
        // Then
        assertThat(page)
                .doesNotContain("s3cret", "custom_field_name_prefix", "\"status\":\"error\"", "id=\"send-again\"")
                .doesNotContain("5BtP1WC1UboS7CF3yxjKcvjG", "id=\"reason-reveal\"")
                .contains("https://assess.example.com/•••")
                .contains("hidden from the role viewer", "Your role is viewer");
    }

    @Test
    void the_others_for_the_same_candidate_are_one_click_away() {
        // Given
        SubmissionId other = STOCK.queued("The other one", Stock.APPLICATION);
        SubmissionId id = STOCK.queued("This one", Stock.APPLICATION);
        // When
        String page =
                Client.signedIn(SITE, Role.SUPPORT).get("/submissions/" + id).body();
        // Then
        assertThat(page)
                .contains("<a href=\"/submissions/" + other + "\"><bdi>The other one</bdi></a>")
                .contains("href=\"/submissions?q=application%3A" + Stock.APPLICATION.id() + "\"");
    }

    private static String text(String page) {
        return page.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
