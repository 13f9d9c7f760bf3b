package dev.passback.gateway.upstream.kombo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.OutcomeKind;
import dev.passback.core.submission.Target;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.gateway.sandbox.ledger.Call;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of answer comes to; the sandbox gives them. */
class KomboConnectorTest {

    private static Vertx vertx;
    private static Sandbox sandbox;
    private static Calls calls;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        sandbox = Calls.await(Sandbox.start(vertx, 0));
        calls = Calls.with(vertx, Calls.PATIENT);
    }

    @AfterAll
    static void stop() {
        Calls.await(vertx.close());
    }

    @Test
    void success_is_accepted_with_its_warnings_word_for_word() {
        // When
        AttemptResult result = send("force-warnings-2");
        // Then
        assertThat(result.outcome())
                .isEqualTo(new Outcome.Accepted(List.of(
                        "The custom field \"Acme: Score\" does not exist in the ATS. The attribute was written into a note instead.",
                        "The label is longer than the 255 characters that the ATS shows and was cut.")));
        assertThat(result.answer()).map(Answer::status).contains(200);
        assertThat(result.timing().total()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "429, PLATFORM.RATE_LIMIT_EXCEEDED, NOT_TAKEN",
        "429, PLATFORM.CONCURRENCY_LIMIT_EXCEEDED, NOT_TAKEN",
        "404, PLATFORM.INTEGRATION_NOT_FOUND, BLOCKED",
        "400, PLATFORM.INPUT_INVALID, REFUSED",
        "500, PLATFORM.UNKNOWN_ERROR, UNSURE",
        "403, PLATFORM.IP_NOT_WHITELISTED, BLOCKED",
        "401, PLATFORM.AUTHENTICATION_INVALID, BLOCKED",
        "504, PLATFORM.TASK_TIMED_OUT, UNSURE",
        "403, INTEGRATION.PERMISSION_MISSING, BLOCKED",
        "500, INTEGRATION.AUTHENTICATION_INVALID, BLOCKED",
        "409, INTEGRATION.QA_FAILED, BLOCKED",
        "503, INTEGRATION.QA_FAILED, BLOCKED",
        "409, INTEGRATION.SETUP_SYNC_PENDING, BLOCKED",
        "409, INTEGRATION.SETUP_INCOMPLETE, BLOCKED",
        "400, INTEGRATION.INACTIVE, BLOCKED",
        "400, INTEGRATION.MODEL_NOT_AVAILABLE, BLOCKED",
        "400, INTEGRATION.MODEL_DISABLED, BLOCKED",
        "400, INTEGRATION.ACTION_NOT_AVAILABLE, BLOCKED",
        "400, INTEGRATION.ACTION_DISABLED, BLOCKED",
        "503, REMOTE.SERVICE_UNAVAILABLE, NOT_TAKEN",
        "429, REMOTE.RATE_LIMIT_EXCEEDED, NOT_TAKEN",
        "422, REMOTE.INPUT_INVALID, REFUSED",
        "502, REMOTE.UNKNOWN_HTTP_ERROR, UNSURE",
        "400, ATS.JOB_CLOSED, REFUSED",
        "400, ATS.APPLICATION_ALREADY_EXISTS, REFUSED"
    })
    void a_documented_code_decides_whatever_the_status(int status, String code, OutcomeKind kind) {
        // When
        AttemptResult result = send("force-" + status + "-" + code);
        // Then
        assertThat(result.outcome().kind()).isEqualTo(kind);
        assertThat(result.outcome().reason()).isEqualTo("the upstream answered " + status + " " + code);
        assertThat(result.answer().flatMap(Answer::error)).hasValueSatisfying(error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).isEqualTo("The sandbox was told to answer this code.");
            assertThat(error.logUrl()).startsWith(sandbox.baseUrl().replace("/v1", "/sandbox/calls"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "force-400-null, REFUSED",
        "force-404-null, REFUSED",
        "force-401-null, BLOCKED",
        "force-429-null, NOT_TAKEN",
        "force-500-null, UNSURE",
        "force-503-null, UNSURE",
        "force-unknowncode-400, REFUSED",
        "force-unknowncode-500, UNSURE"
    })
    void without_a_known_code_the_status_decides(String target, OutcomeKind kind) {
        assertThat(send(target).outcome().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "force-html-502, 502, UNSURE",
        "force-html-503, 503, NOT_TAKEN",
        "force-text-503, 503, NOT_TAKEN",
        "force-text-500, 500, UNSURE",
        "force-html-404, 404, REFUSED",
        "force-html-200, 200, UNSURE",
        "force-truncated-200, 200, UNSURE",
        "force-truncated-500, 500, UNSURE"
    })
    void what_is_no_answer_of_kombo_is_judged_by_its_status(String target, int status, OutcomeKind kind) {
        // When
        AttemptResult result = send(target);
        // Then
        assertThat(result.outcome().kind()).isEqualTo(kind);
        assertThat(result.outcome().reason())
                .isEqualTo("the upstream answered " + status + " with something that is no answer of Kombo");
        assertThat(result.answer().flatMap(Answer::error)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, UNSURE", "500, UNSURE", "503, NOT_TAKEN", "422, REFUSED"})
    void an_empty_answer_is_judged_by_its_status(int status, OutcomeKind kind) {
        // When
        AttemptResult result = send("force-empty-" + status);
        // Then
        assertThat(result.outcome().kind()).isEqualTo(kind);
        assertThat(result.outcome().reason()).isEqualTo("the upstream answered " + status + " with nothing in it");
    }

    @Test
    void a_huge_answer_is_cut_and_leaves_unsure_what_it_said() {
        // When
        AttemptResult result = send("force-huge-200");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Unsure.class);
        assertThat(result.answer()).hasValueSatisfying(answer -> {
            assertThat(answer.truncated()).isTrue();
            assertThat(answer.body()).hasSize(Answer.LONGEST_BODY).startsWith("{\"status\":\"success\"");
        });
    }

    @Test
    void a_redirect_is_not_followed_and_blocks() {
        // When
        AttemptResult result = send("force-redirect");
        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Blocked.class);
        assertThat(result.answer()).map(Answer::status).contains(307);
        assertThat(sandbox.calls())
                .extracting(call -> call.target().id())
                .contains("force-redirect")
                .doesNotContain("redirected");
    }

    @ParameterizedTest
    @CsvSource({"force-retryafter-7, 7", "force-ratelimit-9, 9"})
    void the_upstreams_wish_for_a_pause_is_passed_on(String target, long seconds) {
        assertThat(send(target).outcome())
                .isInstanceOfSatisfying(
                        Outcome.NotTaken.class,
                        later -> assertThat(later.retryAfter()).contains(Duration.ofSeconds(seconds)));
    }

    @Test
    void a_429_without_a_wish_has_none() {
        assertThat(send("force-concurrency").outcome())
                .isInstanceOfSatisfying(
                        Outcome.NotTaken.class,
                        later -> assertThat(later.retryAfter()).isEmpty());
    }

    @Test
    void a_link_for_an_application_goes_to_the_applications_endpoint() {
        // Given
        Target application = new Target(Target.Kind.APPLICATION, "same-id");
        // When
        calls.send(sandbox.baseUrl(), application, Calls.BODY);
        // Then
        assertThat(sandbox.calls())
                .filteredOn(call -> call.target().id().equals("same-id"))
                .extracting(call -> call.target().kind().word())
                .containsExactly("application");
    }

    @Test
    void one_attempt_is_one_call_whatever_comes_back() {
        // When
        send("force-503~once");
        // Then
        assertThat(sandbox.calls())
                .extracting(Call::target)
                .filteredOn(target -> target.id().equals("force-503~once"))
                .hasSize(1);
    }

    private static AttemptResult send(String target) {
        return calls.send(sandbox.baseUrl(), target);
    }
}
