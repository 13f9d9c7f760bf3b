package dev.passback.systemtests.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.testing.TestDatabase;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Serving;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tenants, keys, integrations, staff and the audit log on the command line, as scripts use it: by JSON and exit code. */
@Timeout(300)
class ManagementCommandsIT {

    private static final String ACME = "greenhouse:acme";

    private static Vertx vertx;
    private static Sandbox sandbox;
    private static TestDatabase database;
    private static PassbackCommands commands;
    private static Installation installation;

    @BeforeAll
    static void set() throws TimeoutException {
        vertx = Vertx.vertx();
        sandbox = Sandbox.start(vertx, 0).await(20, TimeUnit.SECONDS);
        database = TestDatabase.create();
        commands = PassbackCommands.of(ManagementCommandsIT.class);
        installation = Installation.create(commands, database.url());
        installation.integration(ACME, sandbox.baseUrl());
    }

    @AfterAll
    static void strike() throws TimeoutException {
        database.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void a_tenant_is_limited_suspended_and_resumed() {
        // When
        JsonObject limited =
                commands.answer("tenant", "limit", Installation.TENANT, "--rate", "50", "--per-day", "1000");
        JsonObject kept = commands.answer("tenant", "limit", Installation.TENANT, "--per-day", "none");
        JsonObject suspended = commands.answer("tenant", "suspend", Installation.TENANT, "--reason", "it floods");
        JsonObject again = commands.answer("tenant", "suspend", Installation.TENANT);
        JsonObject resumed = commands.answer("tenant", "resume", Installation.TENANT);
        JsonObject listed = commands.answer("tenant", "list", "--limit", "1");
        // Then
        assertThat(limited.getInteger("burst")).isEqualTo(50);
        assertThat(kept.getInteger("requests_per_second")).isEqualTo(50);
        assertThat(kept.getValue("submissions_per_day")).isNull();
        assertThat(suspended.getString("suspended_reason")).isEqualTo("it floods");
        assertThat(again.getBoolean("changed")).isFalse();
        assertThat(resumed.getBoolean("suspended")).isFalse();
        assertThat(listed.getJsonArray("results")).hasSize(1);
    }

    @Test
    void a_key_is_rotated_once_and_revoked() {
        // Given
        String id = commands.answer("key", "create", "--tenant", Installation.TENANT, "--label", "production")
                .getString("id");
        // When
        JsonObject rotated = commands.answer("key", "rotate", id, "--tenant", Installation.TENANT, "--overlap", "1h");
        PassbackCommands.Ending twice = commands.run("key", "rotate", id, "--tenant", Installation.TENANT);
        JsonObject revoked = commands.answer("key", "revoke", id, "--tenant", Installation.TENANT);
        JsonObject again = commands.answer("key", "revoke", id, "--tenant", Installation.TENANT);
        PassbackCommands.Ending listed = commands.run("key", "list", "--tenant", Installation.TENANT);
        // Then
        assertThat(rotated.getString("key")).startsWith("pbk_" + rotated.getString("id") + "_");
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.err()).contains("rotated already");
        assertThat(revoked.getBoolean("revoked")).isTrue();
        assertThat(again.getBoolean("revoked")).isFalse();
        assertThat(listed.out()).contains("production", "revoked", "good").doesNotContain(rotated.getString("key"));
    }

    @Test
    void an_integration_is_tested_changed_paused_and_given_another_credential() {
        // Given
        List<String> acme = List.of(ACME, "--tenant", Installation.TENANT);
        try (Serving serving = installation.serve()) {
            assertThat(serving.api()).isNotBlank();
            // When
            JsonObject tested = answer("integration", "test", acme, "--candidate", "c1", "--wait", "20s");
            JsonObject changed = answer(
                    "integration",
                    "change",
                    acme,
                    "--cap",
                    "7",
                    "--retry-waits",
                    "1s,2s",
                    "--add-result-links",
                    "false");
            JsonObject paused = answer("integration", "pause", acme, "--reason", "the customer moves house");
            JsonObject shown = answer("integration", "show", acme);
            JsonObject released = answer("integration", "release", acme);
            JsonObject again = answer("integration", "release", acme);
            JsonObject rotated = answer(
                    "integration",
                    "credential",
                    acme,
                    "--credential-file",
                    commands.file("kombo-key.txt").toString());
            JsonObject listed = commands.answer("integration", "list", "--state", "active");
            PassbackCommands.Ending nowhere =
                    commands.run("integration", "show", "nowhere", "--tenant", Installation.TENANT);
            // Then
            assertThat(tested.getString("state")).isEqualTo("delivered");
            assertThat(changed.getInteger("cap")).isEqualTo(7);
            assertThat(changed.getJsonArray("retry_waits_ms")).containsExactly(1_000, 2_000);
            assertThat(changed.getBoolean("may_add_result_links")).isFalse();
            assertThat(paused.getBoolean("paused")).isTrue();
            assertThat(shown.getString("state_reason")).isEqualTo("the customer moves house");
            assertThat(released.getBoolean("released")).isTrue();
            assertThat(again.getBoolean("released")).isFalse();
            assertThat(rotated.getInteger("credential_version")).isEqualTo(2);
            assertThat(listed.getJsonArray("results")).hasSize(1);
            assertThat(nowhere.code()).isEqualTo(1);
            assertThat(nowhere.err()).contains("has no integration \"nowhere\"");
        }
    }

    @Test
    void an_account_is_changed_disabled_and_enabled() {
        // Given
        installation.staff("anna", "support", "a long and secret password");
        String password = commands.file("new.txt", "another long password\n").toString();
        // When
        JsonObject changed = commands.answer("staff", "change", "anna", "--tenant", Installation.TENANT);
        JsonObject all = commands.answer("staff", "change", "anna", "--all-tenants", "--role", "admin");
        JsonObject disabled = commands.answer("staff", "disable", "anna");
        JsonObject enabled = commands.answer("staff", "enable", "anna");
        JsonObject set = commands.answer("staff", "password", "anna", "--password-file", password);
        JsonObject listed = commands.answer("staff", "list");
        // Then
        assertThat(changed.getJsonArray("tenants")).containsExactly(Installation.TENANT);
        assertThat(all.getValue("tenants")).isNull();
        assertThat(all.getString("role")).isEqualTo("admin");
        assertThat(disabled.getBoolean("changed")).isTrue();
        assertThat(enabled.getBoolean("changed")).isTrue();
        assertThat(set.getBoolean("changed")).isTrue();
        assertThat(listed.getJsonArray("results").getJsonObject(0).getString("name"))
                .isEqualTo("anna");
    }

    @Test
    void a_management_key_is_made_and_revoked_and_the_audit_log_tells_who_did_it() {
        // When
        JsonObject made = commands.answer("management-key", "create", "--label", "terraform", "--scope", "manage:read");
        String id = made.getString("id");
        commands.answer("management-key", "revoke", id, "--reason", "not needed");
        JsonObject listed = commands.answer("management-key", "list");
        JsonObject log = commands.answer("audit", "--kind", "management_key", "--subject", id);
        PassbackCommands.Ending wrong = commands.run("management-key", "create", "--scope", "all:of-it");
        // Then
        assertThat(made.getString("key")).startsWith("pbm_" + id + "_");
        assertThat(listed.getJsonArray("results").getJsonObject(0).getBoolean("usable"))
                .isFalse();
        JsonObject line = log.getJsonArray("results").getJsonObject(0);
        assertThat(line.getString("act")).isEqualTo("revoke");
        assertThat(line.getString("actor")).isEqualTo("cli:" + System.getProperty("user.name"));
        assertThat(line.getString("origin")).isEqualTo("command line");
        assertThat(line.getString("reason")).isEqualTo("not needed");
        assertThat(wrong.code()).isEqualTo(2);
    }

    private static JsonObject answer(String command, String act, List<String> which, String... options) {
        Stream<String> words =
                Stream.of(List.of(command, act), which, List.of(options)).flatMap(List::stream);
        return commands.answer(words.toArray(String[]::new));
    }
}
