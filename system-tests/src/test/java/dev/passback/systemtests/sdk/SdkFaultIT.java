package dev.passback.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the caller of the official SDK gets when something is wrong, upstream or in its own request: a proper error, or a success
 * that says it is queued; never a crash.
 */
@Timeout(180)
@ExtendWith(SdkStage.Extension.class)
class SdkFaultIT {

    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504);

    private final SdkStage stage;

    SdkFaultIT(SdkStage stage) {
        this.stage = stage;
    }

    @Test
    void a_refusal_is_an_ats_error_with_the_upstreams_own_status_code_and_message() {
        // When
        List<SdkResult> results = SdkDriver.make(STATUSES.stream()
                .map(status -> candidate("force-" + status + "-REMOTE.INPUT_INVALID~x"))
                .toList());
        // Then
        for (int i = 0; i < STATUSES.size(); i++) {
            results.get(i).isRefused(STATUSES.get(i), "REMOTE.INPUT_INVALID");
            assertThat(results.get(i).message()).isEqualTo("The sandbox was told to answer this code.");
        }
    }

    @Test
    void a_status_with_kombos_usual_code_is_an_error_if_it_is_final_and_queued_if_it_is_not() {
        // Given
        Map<Integer, String> refused = Map.of(400, "PLATFORM.INPUT_INVALID");
        List<Integer> withoutCode = List.of(422);
        // When
        List<SdkResult> results = SdkDriver.make(STATUSES.stream()
                .map(status -> SdkCall.candidate(
                        stage.options(
                                SdkStage.BLOCKING.contains(status) ? SdkStage.blockedBy(status) : SdkStage.INTEGRATION),
                        "force-" + status + "~natural",
                        SdkCall.link()))
                .toList());
        // Then
        for (int i = 0; i < STATUSES.size(); i++) {
            int status = STATUSES.get(i);
            if (refused.containsKey(status) || withoutCode.contains(status)) {
                results.get(i).isRefused(status, refused.get(status));
            } else {
                results.get(i).isQueued();
                assertThat(results.get(i).warnings().getFirst())
                        .contains(SdkStage.BLOCKING.contains(status) ? "is blocked" : "It is sent again in");
            }
        }
    }

    @Test
    void an_upstream_that_answers_nonsense_or_nothing_leaves_the_link_queued() {
        // Given
        List<String> faults = List.of(
                "html-502",
                "html-503",
                "html-200",
                "text-500",
                "empty-200",
                "empty-500",
                "truncated-200",
                "truncated-502",
                "huge-200",
                "reset-before",
                "taken-reset",
                "reset-after");
        // When
        List<SdkResult> results = SdkDriver.make(
                faults.stream().map(fault -> candidate("force-" + fault + "~q")).toList());
        // Then
        assertThat(results).allSatisfy(SdkResult::isQueued);
    }

    @Test
    void an_upstream_that_refuses_in_a_form_unknown_to_the_sdk_is_an_ats_error_all_the_same() {
        // When
        List<SdkResult> results = SdkDriver.make(Stream.of("html-404", "empty-400", "truncated-422", "unknowncode-400")
                .map(fault -> candidate("force-" + fault + "~r"))
                .toList());
        // Then
        results.get(0).isRefused(404, null);
        results.get(1).isRefused(400, null);
        results.get(2).isRefused(422, null);
        results.get(3).isRefused(400, null);
        assertThat(results.get(3).message()).contains("PLATFORM.INVENTED_LATER");
    }

    @Test
    void an_upstream_that_hangs_or_drips_holds_the_caller_no_longer_than_it_is_willing_to_wait() {
        // When
        List<SdkResult> results = SdkDriver.makeTogether(Stream.of("hang", "drip-4000", "latency-4000")
                .map(fault -> candidate("force-" + fault + "~slow").withHeader("Prefer", "wait=1"))
                .toList());
        // Then
        assertThat(results).allSatisfy(result -> {
            result.isQueued();
            assertThat(result.warnings().getFirst()).contains("the ATS has not answered yet");
        });
    }

    @Test
    void an_answer_that_drips_within_the_wait_is_a_success() {
        // When
        SdkResult result = SdkDriver.make(candidate("force-drip-500~drop").withHeader("Prefer", "wait=10"));
        // Then
        assertThat(result.answer().getString("status")).isEqualTo("success");
        assertThat(result.warnings()).noneMatch(warning -> warning.startsWith("Queued by Passback"));
    }

    @Test
    void a_key_that_is_wrong_or_missing_is_an_ats_error() {
        // When
        List<SdkResult> results = SdkDriver.make(Stream.of(
                        stage.options().put("api_key", "pbk_0000_nonsense"),
                        stage.options().put("api_key", "ks_prod_of_kombo"),
                        stage.options().put("api_key", ""))
                .map(options -> SdkCall.candidate(options, "nobody-there", SdkCall.link()))
                .toList());
        // Then
        assertThat(results).allSatisfy(result -> result.isRefused(401, "PLATFORM.AUTHENTICATION_INVALID"));
    }

    @Test
    void an_integration_that_is_missing_or_unknown_is_an_ats_error() {
        // Given
        JsonObject without = stage.options();
        without.remove("integration_id");
        // When
        List<SdkResult> results = SdkDriver.make(List.of(
                SdkCall.candidate(without, "nobody-there", SdkCall.link()),
                SdkCall.candidate(stage.options(""), "nobody-there", SdkCall.link()),
                SdkCall.candidate(stage.options("lever:unknown"), "nobody-there", SdkCall.link())));
        // Then
        results.get(0).isRefused(400, "PLATFORM.INPUT_INVALID");
        assertThat(results.get(0).message()).contains("X-Integration-Id");
        results.get(1).isRefused(400, "PLATFORM.INPUT_INVALID");
        results.get(2).isRefused(404, "PLATFORM.INTEGRATION_NOT_FOUND");
    }

    @Test
    void a_body_that_the_sdk_lets_pass_but_is_wrong_is_an_ats_error_that_names_the_field() {
        // Given
        JsonArray many = new JsonArray(IntStream.range(0, 40)
                .mapToObj(i -> new JsonObject().put("key", "k" + i).put("value", "v".repeat(9_000)))
                .toList());
        JsonObject details =
                new JsonObject().put("custom_field_name_prefix", "A").put("attributes", many);
        // When
        List<SdkResult> results = SdkDriver.make(List.of(
                SdkCall.candidate(
                        stage.options(), "nobody-there", SdkCall.link().put("url", "not a url")),
                SdkCall.candidate(
                        stage.options(), "nobody-there", SdkCall.link().put("label", "l".repeat(1_001))),
                SdkCall.candidate(
                        stage.options(), "nobody-there", SdkCall.link().put("label", "a\u0000b")),
                SdkCall.candidate(
                        stage.options(), "nobody-there", SdkCall.link().put("details", details))));
        // Then
        results.get(0).isRefused(400, "PLATFORM.INPUT_INVALID");
        assertThat(results.get(0).message()).contains("url");
        results.get(1).isRefused(400, "PLATFORM.INPUT_INVALID");
        assertThat(results.get(1).message()).contains("label");
        results.get(2).isRefused(400, "PLATFORM.INPUT_INVALID");
        results.get(3).isRefused(413, "PLATFORM.INPUT_INVALID");
        assertThat(stage.calls("nobody-there")).isEmpty();
    }

    @Test
    void a_path_that_leads_nowhere_is_an_ats_error() {
        // When
        List<SdkResult> results = SdkDriver.make(List.of(
                candidate(""),
                candidate(".."),
                SdkCall.candidate(
                        stage.options().put("server_url", stage.bareAddress() + "/v2"),
                        "nobody-there",
                        SdkCall.link())));
        // Then
        assertThat(results).allSatisfy(result -> result.isRefused(404, null));
    }

    @Test
    void an_sdk_that_retries_ends_with_the_upstreams_own_refusal() {
        // Given
        JsonObject brief = new JsonObject()
                .put("initialInterval", 50)
                .put("maxInterval", 100)
                .put("exponent", 1.5)
                .put("maxElapsedTime", 500);
        JsonObject options = stage.options()
                .put("retry_config", new JsonObject().put("strategy", "backoff").put("backoff", brief));
        // When
        SdkResult result = SdkDriver.make(SdkCall.candidate(options, "force-503-ATS.JOB_CLOSED~eager", SdkCall.link()));
        // Then
        result.isRefused(503, "ATS.JOB_CLOSED");
    }

    private SdkCall candidate(String id) {
        return SdkCall.candidate(stage.options(), id, SdkCall.link());
    }
}
