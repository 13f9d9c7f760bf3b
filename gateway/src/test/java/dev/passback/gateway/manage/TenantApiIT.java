package dev.passback.gateway.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.ManagementScope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Operator;
import dev.passback.gateway.testing.RunningGateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenantApiIT {

    private static RunningGateway gateway;
    private static Operator operator;

    private final String name = "tenant " + UUID.randomUUID();
    private final String path = "/tenants/" + name.replace(" ", "%20");

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        operator = gateway.operator(ManagementScope.READ, ManagementScope.WRITE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_created_tenant_is_there_with_its_limits_and_an_etag() {
        // When
        Answer created = create(new JsonObject().put("requests_per_second", 5).put("submissions_per_day", 1_000));
        Answer found = operator.get(path);
        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.header("etag")).contains("\"1\"");
        assertThat(found.content()).isEqualTo(created.content());
        assertThat(found.content().getInteger("burst")).isEqualTo(5);
        assertThat(found.content().getBoolean("suspended")).isFalse();
    }

    @Test
    void the_same_again_is_no_harm_and_another_of_that_name_is_refused() {
        // Given
        create(new JsonObject().put("submissions_per_day", 10));
        // When
        Answer again = create(new JsonObject().put("submissions_per_day", 10));
        Answer other = create(new JsonObject());
        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.message()).contains("other limits");
    }

    @Test
    void a_limit_is_changed_alone_and_null_takes_it_away() {
        // Given
        create(new JsonObject().put("requests_per_second", 5).put("burst", 20).put("submissions_per_day", 10));
        // When
        Answer first = operator.patch(path, "\"1\"", new JsonObject().put("submissions_per_day", 11));
        Answer second = operator.patch(path, "\"2\"", new JsonObject().putNull("requests_per_second"));
        // Then
        assertThat(first.header("etag")).contains("\"2\"");
        assertThat(first.content().getInteger("requests_per_second")).isEqualTo(5);
        assertThat(first.content().getInteger("burst")).isEqualTo(20);
        assertThat(first.content().getInteger("submissions_per_day")).isEqualTo(11);
        assertThat(second.content().getValue("requests_per_second")).isNull();
        assertThat(second.content().getValue("burst")).isNull();
        assertThat(second.content().getInteger("submissions_per_day")).isEqualTo(11);
    }

    @Test
    void a_change_must_name_the_version_it_was_made_on() {
        // Given
        create(new JsonObject());
        JsonObject change = new JsonObject().put("submissions_per_day", 11);
        operator.patch(path, "\"1\"", change);
        // When
        Answer without = operator.send(operator.request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(change.encode())));
        Answer stale = operator.patch(path, "\"1\"", new JsonObject().put("submissions_per_day", 12));
        Answer weak = operator.patch(path, "W/\"2\"", change);
        // Then
        assertThat(without.status()).isEqualTo(428);
        assertThat(without.message()).contains("If-Match");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.message()).contains("\"2\"");
        assertThat(weak.status()).isEqualTo(400);
        assertThat(operator.get(path).content().getInteger("submissions_per_day"))
                .isEqualTo(11);
    }

    @Test
    void a_suspended_tenant_says_why_and_a_second_press_that_it_changed_nothing() {
        // Given
        create(new JsonObject());
        JsonObject reason = new JsonObject().put("reason", "it floods the customer");
        // When
        Answer first = operator.post(path + "/suspend", reason);
        Answer second = operator.post(path + "/suspend");
        Answer resumed = operator.post(path + "/resume");
        // Then
        assertThat(first.content().getString("suspended_reason")).isEqualTo("it floods the customer");
        assertThat(first.warnings()).isEmpty();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.warnings()).containsExactly("Nothing was changed: it is suspended already.");
        assertThat(resumed.content().getBoolean("suspended")).isFalse();
        assertThat(resumed.header("etag")).contains("\"3\"");
    }

    @Test
    void all_that_is_wrong_is_named_at_once_and_nothing_is_stored() {
        // When
        Answer wrong = operator.post(
                "/tenants",
                new JsonObject()
                        .put("name", "a/b")
                        .put("requests_per_second", "many")
                        .put("submissions_per_day", 0)
                        .put("colour", "red"));
        Answer twice = operator.post("/tenants", "{\"name\":\"" + name + "\",\"name\":\"other\"}");
        Answer list = operator.post("/tenants", "[]");
        Answer missing = operator.post("/tenants", "{}");
        // Then
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.message())
                .contains(
                        "name must be",
                        "requests_per_second must be",
                        "submissions_per_day must be",
                        "\"colour\" is unknown");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(list.status()).isEqualTo(400);
        assertThat(missing.message()).contains("name is missing");
        assertThat(operator.get(path).status()).isEqualTo(404);
    }

    @Test
    void a_list_goes_page_by_page() {
        // Given
        for (String letter : List.of("a", "b", "c")) {
            operator.post("/tenants", new JsonObject().put("name", "zz " + letter));
        }
        // When
        List<String> names = new java.util.ArrayList<>();
        String cursor = "";
        do {
            Answer page = operator.get("/tenants?limit=2" + cursor);
            JsonArray results = page.content().getJsonArray("results");
            assertThat(results.size()).isLessThanOrEqualTo(2);
            results.forEach(tenant -> names.add(((JsonObject) tenant).getString("name")));
            cursor = page.content().getString("next") == null
                    ? ""
                    : "&cursor=" + page.content().getString("next");
        } while (!cursor.isEmpty());
        // Then
        assertThat(names).containsSubsequence("zz a", "zz b", "zz c").doesNotHaveDuplicates();
        assertThat(operator.get("/tenants?limit=0").status()).isEqualTo(400);
        assertThat(operator.get("/tenants?cursor=!").message()).contains("parameter cursor");
    }

    private Answer create(JsonObject limits) {
        return operator.post("/tenants", new JsonObject().put("name", name).mergeIn(limits));
    }
}
