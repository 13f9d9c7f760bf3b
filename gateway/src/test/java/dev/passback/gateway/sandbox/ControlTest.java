package dev.passback.gateway.sandbox;

import static dev.passback.gateway.sandbox.Caller.INTEGRATION;
import static dev.passback.gateway.sandbox.Caller.error;
import static dev.passback.gateway.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {

    private SandboxFixture fixture;
    private Caller caller;

    @BeforeEach
    void start() throws TimeoutException {
        fixture = SandboxFixture.start();
        caller = fixture.caller();
    }

    @AfterEach
    void stop() throws TimeoutException {
        fixture.close();
    }

    @Test
    void calls_are_listed_with_all_that_is_known_of_them() throws IOException {
        // Given
        caller.add("ada");
        // When
        JsonObject listing = json(caller.get("/sandbox/calls"));
        // Then
        JsonObject call = listing.getJsonArray("calls").getJsonObject(0);
        assertThat(call.fieldNames())
                .containsExactlyInAnyOrder(
                        "sequence",
                        "at",
                        "kind",
                        "target",
                        "integration",
                        "key_tail",
                        "headers",
                        "body",
                        "answered",
                        "taken");
        assertThat(call.getString("kind")).isEqualTo("candidate");
        assertThat(call.getString("body")).isEqualTo(Caller.BODY);
        assertThat(call.getString("key_tail")).isEqualTo("dbox");
        assertThat(listing.getInteger("total")).isEqualTo(1);
        assertThat(listing.getInteger("dropped")).isZero();
    }

    @Test
    void calls_are_listed_by_target_and_page() throws IOException {
        // Given
        caller.add("ada");
        caller.add("grace");
        caller.add("ada");
        // When
        JsonObject listing =
                json(caller.get("/sandbox/calls?integration=" + INTEGRATION + "&target=ada&after=1&limit=5"));
        // Then
        assertThat(listing.getJsonArray("calls")).hasSize(1);
        assertThat(listing.getInteger("total")).isEqualTo(2);
    }

    @Test
    void a_listing_that_is_asked_wrongly_is_refused() throws IOException {
        HttpResponse<String> answer = caller.get("/sandbox/calls?limit=many");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).getString("message")).contains("limit");
    }

    @Test
    void the_summary_counts_by_integration() throws IOException {
        // Given
        caller.add("ada");
        caller.add("ada");
        caller.add("force-500");
        caller.send(caller.link("ada").setHeader("X-Integration-Id", "lever:1"));
        // When
        JsonObject summary = json(caller.get("/sandbox/summary"));
        // Then
        assertThat(summary.getInteger("calls")).isEqualTo(4);
        assertThat(summary.getInteger("taken")).isEqualTo(3);
        assertThat(summary.getJsonObject("integrations").getJsonObject(INTEGRATION))
                .isEqualTo(new JsonObject("{\"calls\":3,\"taken\":2,\"distinct_targets\":2,\"in_flight\":0,"
                        + "\"highest_in_flight\":1}"));
    }

    @Test
    void emptying_forgets_calls_counts_and_what_was_used_up() throws IOException {
        // Given
        caller.add("force-500x1");
        // When
        HttpResponse<String> emptied = caller.delete("/sandbox/calls");
        // Then
        assertThat(emptied.statusCode()).isEqualTo(204);
        assertThat(json(caller.get("/sandbox/summary")).getInteger("calls")).isZero();
        assertThat(caller.add("force-500x1").statusCode()).isEqualTo(500);
    }

    @Test
    void rules_are_replaced_shown_and_removed() throws IOException {
        // Given
        String rules = "[{\"integration\":\"*\",\"target\":\"ada\",\"force\":\"429x1\"}]";
        // When
        HttpResponse<String> put = caller.put("/sandbox/rules", rules);
        // Then
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(caller.get("/sandbox/rules").body()).isEqualTo(rules);
        assertThat(caller.add("grace").statusCode()).isEqualTo(200);
        assertThat(caller.add("ada").statusCode()).isEqualTo(429);
        assertThat(caller.add("ada").statusCode()).isEqualTo(200);
        assertThat(caller.delete("/sandbox/rules").body()).isEqualTo("[]");
    }

    @Test
    void accounts_are_replaced_and_show_no_key() throws IOException {
        // Given
        String account = "[{\"key\":\"ks_dev_new1\",\"integrations\":[\"lever:1\"]}]";
        // When
        caller.put("/sandbox/accounts", account.replace("new1", "old1"));
        HttpResponse<String> rotated = caller.put("/sandbox/accounts", account);
        // Then
        assertThat(rotated.body()).isEqualTo("[{\"key_tail\":\"new1\",\"integrations\":[\"lever:1\"]}]");
        assertThat(addToLever("ks_dev_new1")).isEqualTo(200);
        assertThat(addToLever("ks_dev_old1")).isEqualTo(401);
        assertThat(addToLever(Accounts.DEFAULT_KEY)).isEqualTo(200);
    }

    @Test
    void limits_are_replaced_and_removed() throws IOException {
        assertThat(caller.put("/sandbox/limits", "[{\"integration\":\"*\",\"concurrency\":0}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(caller.add("ada").statusCode()).isEqualTo(429);
        assertThat(new JsonArray(caller.delete("/sandbox/limits").body())).isEmpty();
        assertThat(caller.add("ada").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rules    | {}                                               | array",
                "rules    | [                                                | JSON",
                "rules    | [1]                                              | [0] must be an object",
                "rules    | [{'integration':'*','target':'*'}]               | [0].force",
                "rules    | [{'integration':'*','target':'*','force':'huh'}] | latency-MS",
                "accounts | [{'key':'k','integrations':'x'}]                 | [0].integrations",
                "limits   | [{'integration':'x','concurrency':-1}]           | [0].concurrency"
            })
    void a_list_that_is_wrong_is_refused_and_the_place_is_named(String list, String body, String named)
            throws IOException {
        HttpResponse<String> answer = caller.put("/sandbox/" + list, body.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).getString("message")).contains(named);
    }

    @Test
    void the_front_page_explains_every_directive() throws IOException {
        assertThat(caller.get("/").body())
                .contains("taken-reset", "unknowncode-STATUS", "/sandbox/rules", Accounts.DEFAULT_KEY);
    }

    private int addToLever(String key) throws IOException {
        return caller.send(caller.link("ada")
                        .setHeader("Authorization", "Bearer " + key)
                        .setHeader("X-Integration-Id", "lever:1"))
                .statusCode();
    }
}
