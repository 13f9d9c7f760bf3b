package dev.passback.gateway.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.tenant.ManagementScope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Operator;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenantKeyApiIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";

    private static RunningGateway gateway;
    private static Operator operator;

    private final String name = "tenant-" + UUID.randomUUID();
    private final String keys = "/tenants/" + name + "/keys";

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
    void a_created_key_opens_the_tenants_door_and_is_shown_once() {
        // Given
        gateway.integration(gateway.tenant(name), ACME, Plan.QUICK);
        // When
        Answer created =
                operator.post(keys, new JsonObject().put("label", "production").put("expires_in_seconds", 60));
        String text = created.content().getString("key");
        Answer listed = operator.get(keys);
        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(gateway.service(name, text).submit(ACME, "c1").status()).isEqualTo(200);
        assertThat(listed.body())
                .contains("production", created.content().getString("id"))
                .doesNotContain(text, "hash");
        assertThat(created.content().getString("expires_at")).isNotBlank();
    }

    @Test
    void a_key_has_the_scopes_it_was_given() {
        // Given
        gateway.integration(gateway.tenant(name), ACME, Plan.QUICK);
        // When
        Answer created = operator.post(keys, new JsonObject().put("scopes", new JsonArray().add("submissions:read")));
        Service reader = gateway.service(name, created.content().getString("key"));
        // Then
        assertThat(reader.submit(ACME, "c1").status()).isEqualTo(403);
        assertThat(reader.send(reader.request("/v1/submissions").GET()).status())
                .isEqualTo(200);
    }

    @Test
    void both_keys_are_good_after_a_rotation_until_the_old_one_is_revoked() {
        // Given
        gateway.integration(gateway.tenant(name), ACME, Plan.QUICK);
        Answer old = operator.post(keys, new JsonObject().put("label", "production"));
        String id = old.content().getString("id");
        Service before = gateway.service(name, old.content().getString("key"));
        // When
        Answer rotated = operator.post(keys + "/" + id + "/rotate", new JsonObject().put("overlap_seconds", 3_600));
        Service after = gateway.service(name, rotated.content().getString("key"));
        // Then
        assertThat(rotated.status()).isEqualTo(201);
        assertThat(rotated.content().getString("label")).isEqualTo("production");
        assertThat(before.submit(ACME, "c1").status()).isEqualTo(200);
        assertThat(after.submit(ACME, "c2").status()).isEqualTo(200);
        // When
        Answer revoked = operator.post(keys + "/" + id + "/revoke", new JsonObject().put("reason", "it leaked"));
        Answer again = operator.post(keys + "/" + id + "/revoke");
        // Then
        assertThat(revoked.content().getBoolean("usable")).isFalse();
        assertThat(again.warnings()).containsExactly("Nothing was changed: it is revoked already.");
        await().until(() -> before.submit(ACME, "c3").status() == 401);
        assertThat(after.submit(ACME, "c4").status()).isEqualTo(200);
    }

    @Test
    void a_key_is_rotated_once() {
        // Given
        gateway.tenant(name);
        String id = operator.post(keys, "{}").content().getString("id");
        operator.post(keys + "/" + id + "/rotate");
        // When
        Answer again = operator.post(keys + "/" + id + "/rotate");
        // Then
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).contains("rotated already");
    }

    @Test
    void another_tenants_key_is_not_there() {
        // Given
        gateway.tenant(name);
        String id = operator.post(keys, "{}").content().getString("id");
        String others = "/tenants/" + gateway.tenant(name + "-2").tenant().name() + "/keys/" + id;
        // When // Then
        assertThat(operator.post(others + "/revoke").status()).isEqualTo(404);
        assertThat(operator.post(others + "/rotate").status()).isEqualTo(404);
        assertThat(operator.post(keys + "/nothing/revoke").status()).isEqualTo(404);
        assertThat(operator.get("/tenants/nobody/keys").status()).isEqualTo(404);
    }

    @Test
    void all_that_is_wrong_is_named_at_once() {
        // Given
        gateway.tenant(name);
        // When
        Answer wrong = operator.post(
                keys,
                new JsonObject()
                        .put("scopes", new JsonArray().add("all:of-it"))
                        .put("expires_in_seconds", 0.5)
                        .put("hash", "x"));
        // Then
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.message()).contains("scopes may hold", "expires_in_seconds must be", "\"hash\" is unknown");
        assertThat(operator.post(keys, new JsonObject().put("scopes", new JsonArray()))
                        .status())
                .isEqualTo(400);
    }
}
