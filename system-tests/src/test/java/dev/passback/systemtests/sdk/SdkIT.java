package dev.passback.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.gateway.sandbox.ledger.Target;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified official SDK, given another address and key: what it delivers and what its caller gets. */
@Timeout(180)
@ExtendWith(SdkStage.Extension.class)
class SdkIT {

    private final SdkStage stage;

    SdkIT(SdkStage stage) {
        this.stage = stage;
    }

    @Test
    void a_link_for_a_candidate_and_one_for_an_application_arrive_as_they_were_sent() {
        // Given
        JsonObject body = SdkCall.link()
                .put(
                        "details",
                        new JsonObject()
                                .put("custom_field_name_prefix", "Acme:")
                                .put(
                                        "attributes",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("key", "Score")
                                                        .put("value", "100%"))))
                .put(
                        "remote_fields",
                        new JsonObject().put("icims", new JsonObject().put("assessment_package_id", "7")));
        // When
        List<SdkResult> results = SdkDriver.make(List.of(
                SdkCall.candidate(stage.options(), "force-warnings-2~ada", body),
                SdkCall.application(stage.options(), "force-warnings-2~ada", body)));
        // Then
        assertThat(results).allSatisfy(result -> {
            assertThat(result.answer().getString("status")).isEqualTo("success");
            assertThat(result.warnings()).hasSize(2);
        });
        assertThat(stage.calls("force-warnings-2~ada"))
                .extracting(call -> call.target().kind())
                .containsExactly(Target.Kind.CANDIDATE, Target.Kind.APPLICATION);
        assertThat(stage.calls("force-warnings-2~ada"))
                .extracting(call -> new JsonObject(call.body()))
                .containsOnly(body);
    }

    @Test
    void the_address_may_lack_its_v1() {
        // Given
        JsonObject options = stage.options().put("server_url", stage.bareAddress());
        // When
        List<SdkResult> results = SdkDriver.make(List.of(
                SdkCall.candidate(options, "bare", SdkCall.link()),
                SdkCall.application(options, "bare", SdkCall.link()),
                SdkCall.checkApiKey(options)));
        // Then
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.answer().getString("status")).isEqualTo("success"));
        assertThat(stage.calls("bare")).hasSize(2);
    }

    @Test
    void a_key_can_be_checked() {
        // When
        List<SdkResult> results = SdkDriver.make(List.of(
                SdkCall.checkApiKey(stage.options()),
                SdkCall.checkApiKey(stage.options().put("api_key", "pbk_wrong_key"))));
        // Then
        assertThat(results.getFirst().answer().getJsonObject("data").getString("environment_id"))
                .isEqualTo("passback");
        assertThat(results.getLast().json().getJsonObject("error").getString("name"))
                .isEqualTo("KomboGeneralError");
        assertThat(results.getLast().json().getJsonObject("error").getString("code"))
                .isEqualTo("PLATFORM.AUTHENTICATION_INVALID");
    }

    @Test
    void ids_with_special_characters_arrive_unharmed() {
        // Given
        List<String> ids = List.of("a/b?c#d é%41:1", "ü ~*'()!", "x+y&z=1;2", "😀", "%2F..%2F", "a\\b\"c");
        // When
        List<SdkResult> results = SdkDriver.make(ids.stream()
                .map(id -> SdkCall.candidate(stage.options(), id, SdkCall.link())
                        // the first call of a program that has just begun may take longer than a second
                        .withHeader("Prefer", "wait=30"))
                .toList());
        // Then
        assertThat(results).allSatisfy(result -> assertThat(result.warnings()).isEmpty());
        assertThat(ids).allSatisfy(id -> assertThat(stage.calls(id)).hasSize(1));
    }

    @Test
    void a_null_that_the_sdk_sends_arrives_as_null() {
        // Given
        JsonObject body = SdkCall.link()
                .put(
                        "remote_fields",
                        new JsonObject()
                                .put(
                                        "greenhouse",
                                        new JsonObject()
                                                .put("post_headers", new JsonObject().putNull("on_behalf_of"))));
        // When
        SdkResult result = SdkDriver.make(SdkCall.application(stage.options(), "nobody", body));
        // Then
        assertThat(result.warnings()).isEmpty();
        assertThat(stage.calls("nobody"))
                .singleElement()
                .extracting(Call::body)
                .asString()
                .contains("\"post_headers\":{\"On-Behalf-Of\":null}");
    }

    @Test
    void forty_calls_at_once_are_all_delivered_though_the_integration_bears_twenty() {
        // Given
        List<SdkCall> calls = IntStream.range(0, 40)
                .mapToObj(i -> SdkCall.candidate(stage.options(), "force-latency-300~crowd" + i, SdkCall.link())
                        .withHeader("Prefer", "wait=60"))
                .toList();
        // When
        List<SdkResult> results = SdkDriver.makeTogether(calls);
        // Then
        assertThat(results).allSatisfy(result -> assertThat(result.warnings()).isEmpty());
        assertThat(IntStream.range(0, 40))
                .allSatisfy(i ->
                        assertThat(stage.calls("force-latency-300~crowd" + i)).hasSize(1));
        assertThat(stage.stage().sandbox().inFlight().highest(SdkStage.INTEGRATION))
                .isLessThanOrEqualTo(20);
    }

    @Test
    void an_sdk_that_retries_sends_nothing_twice_while_passback_retries_for_it() {
        // Given
        JsonObject eager = stage.options()
                .put("retry_config", new JsonObject().put("strategy", "backoff").put("retryConnectionErrors", true));
        // When
        SdkResult result = SdkDriver.make(
                SdkCall.candidate(eager, "force-503x1~eager", SdkCall.link()).withHeader("Prefer", "wait=30"));
        // Then
        assertThat(result.warnings()).isEmpty();
        assertThat(stage.calls("force-503x1~eager")).extracting(Call::answered).containsExactly("503", "200");
        assertThat(stage.calls("force-503x1~eager")).extracting(Call::taken).containsExactly(false, true);
    }

    @Test
    void a_link_that_was_queued_arrives_later() {
        // When
        SdkResult result = SdkDriver.make(SdkCall.candidate(stage.options(), "force-429x1~later", SdkCall.link()));
        // Then
        result.isQueued();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stage.calls("force-429x1~later").size() == 2);
        assertThat(stage.calls("force-429x1~later").getLast().taken()).isTrue();
    }
}
