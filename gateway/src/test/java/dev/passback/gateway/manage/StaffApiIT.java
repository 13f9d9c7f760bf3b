package dev.passback.gateway.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.ManagementScope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Operator;
import dev.passback.gateway.testing.RunningGateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StaffApiIT {

    private static final String PASSWORD = "a long and secret password";

    private static RunningGateway gateway;
    private static Operator operator;

    private final String name = "anna-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        gateway.secret(PASSWORD);
        operator = gateway.operator(ManagementScope.READ, ManagementScope.WRITE);
        gateway.tenant("assessments");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_created_account_is_there_and_nothing_of_its_password() {
        // When
        Answer created = create(new JsonObject().put("tenants", new JsonArray().add("assessments")));
        Answer found = operator.get("/staff/" + name);
        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(found.content()).isEqualTo(created.content());
        assertThat(found.content().getJsonArray("tenants")).containsExactly("assessments");
        assertThat(found.content().getString("sign_in")).isEqualTo("password");
        assertThat(found.body()).doesNotContain("argon2", PASSWORD);
    }

    @Test
    void the_same_again_is_no_harm_and_another_of_that_name_is_refused() {
        // Given
        create(new JsonObject());
        // When
        Answer again = create(new JsonObject());
        Answer other = create(new JsonObject().put("role", "admin"));
        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.warnings()).singleElement().asString().contains("Passwords are not compared");
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void role_and_tenants_are_changed_one_by_one_on_top_of_the_version_that_was_read() {
        // Given
        create(new JsonObject().put("tenants", new JsonArray().add("assessments")));
        // When
        Answer role = operator.patch("/staff/" + name, "\"1\"", new JsonObject().put("role", "admin"));
        Answer all = operator.patch("/staff/" + name, "\"2\"", new JsonObject().putNull("tenants"));
        Answer stale = operator.patch("/staff/" + name, "\"1\"", new JsonObject().put("role", "viewer"));
        // Then
        assertThat(role.content().getString("role")).isEqualTo("admin");
        assertThat(role.content().getJsonArray("tenants")).containsExactly("assessments");
        assertThat(all.content().getValue("tenants")).isNull();
        assertThat(all.header("etag")).contains("\"3\"");
        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void an_account_is_disabled_once_and_enabled_again() {
        // Given
        create(new JsonObject());
        // When
        Answer disabled = operator.post("/staff/" + name + "/disable", new JsonObject().put("reason", "left"));
        Answer again = operator.post("/staff/" + name + "/disable");
        Answer enabled = operator.post("/staff/" + name + "/enable");
        // Then
        assertThat(disabled.content().getBoolean("disabled")).isTrue();
        assertThat(again.warnings()).containsExactly("Nothing was changed: the account is disabled already.");
        assertThat(enabled.content().getBoolean("disabled")).isFalse();
        assertThat(operator.post("/staff/nobody/disable").status()).isEqualTo(404);
    }

    @Test
    void all_that_is_wrong_is_named_at_once_and_nothing_is_stored() {
        // When
        Answer wrong = operator.post(
                "/staff",
                new JsonObject()
                        .put("name", name)
                        .put("role", "owner")
                        .put("password", "short")
                        .put("all", true));
        Answer tenant = create(new JsonObject().put("tenants", new JsonArray().add("nobody")));
        // Then
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.message()).contains("role must be", "password must be", "\"all\" is unknown");
        assertThat(tenant.status()).isEqualTo(400);
        assertThat(tenant.message()).contains("\"nobody\"", "no tenant");
        assertThat(create(new JsonObject().put("tenants", new JsonArray().add("a\u0000b")))
                        .status())
                .isEqualTo(400);
        assertThat(operator.get("/staff/" + name).status()).isEqualTo(404);
    }

    private Answer create(JsonObject more) {
        return operator.post(
                "/staff",
                new JsonObject()
                        .put("name", name)
                        .put("role", "support")
                        .put("password", PASSWORD)
                        .mergeIn(more));
    }
}
