package dev.passback.gateway;

import static dev.passback.gateway.testing.RunningGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.passback.core.credential.Secret;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.access.Grants;
import dev.passback.db.staff.StaffMember;
import dev.passback.db.staff.StaffStore;
import dev.passback.db.testing.Jdbc;
import dev.passback.db.testing.TestRole;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Logs;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole node whose gateway and pages are database roles of their own: all works, and what they may not do they cannot. */
class DatabaseRolesIT {

    private static final String ACME = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final String PASSWORD = "a password of anna's";
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final TestRole asGateway = TestRole.create("gateway");
    private final TestRole asPages = TestRole.create("pages");
    private final Logs logs = Logs.capture();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private RunningGateway gateway;
    private Service service;
    private String database;

    @BeforeEach
    void start() {
        gateway = RunningGateway.start(this::asRoles);
        database = DatabaseAddress.parse(gateway.databaseUrl()).database();
        service = gateway.tenant("assessments");
        gateway.integration(service, ACME, Plan.QUICK);
    }

    private Config asRoles(Config config) {
        prepare(config.database());
        String name = config.database().database();
        return new Config(
                DatabaseAddress.parse(asGateway.url(name)),
                Optional.of(DatabaseAddress.parse(asPages.url(name))),
                EnumSet.allOf(Config.Role.class),
                config.listening(),
                config.keys(),
                config.upstreams(),
                config.provider());
    }

    private void prepare(DatabaseAddress asOwner) {
        Vertx vertx = Vertx.vertx();
        Pool owner = Database.open(vertx, asOwner, 1);
        try {
            await(new Grants(owner).give(TestRole.roles(asGateway, asPages)));
            await(new StaffStore(owner)
                    .create(new StaffMember("anna", Role.ADMIN, PasswordHash.of(new Secret(PASSWORD)))));
        } finally {
            await(owner.close());
            await(vertx.close());
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
        asGateway.close();
        asPages.close();
        browser.close();
        logs.close();
    }

    @Test
    void links_are_sent_retried_listed_and_cancelled_and_no_loop_misses_a_permission() {
        // When
        Answer sent = service.submit(ACME, "c1", "Idempotency-Key", "once");
        Answer replayed = service.submit(ACME, "c1", "Idempotency-Key", "once");
        Answer warned = service.submit(ACME, "force-warnings-2");
        Answer retried = service.submit(ACME, "force-503x2~any");
        Answer listed = service.send(service.request("/v1/submissions").GET());
        // Then
        assertThat(sent.content().getString("state")).isEqualTo("delivered");
        assertThat(replayed.submissionId()).isEqualTo(sent.submissionId());
        assertThat(warned.warnings()).hasSize(2);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(listed.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.state(retried.submissionId()).equals("delivered"));
        assertThat(logs.text()).doesNotContain("permission denied", "a round failed");
    }

    @Test
    void what_a_dead_node_held_is_taken_over_and_upkeep_is_done() {
        // Given
        gateway.change("UPDATE integration SET state = 'paused'");
        String id = service.submit(ACME, "c1", "Prefer", "respond-async").submissionId();
        gateway.change("""
                UPDATE submission SET state = 'sending', due_at = NULL, attempts = 1, lease = gen_random_uuid(),
                  lease_until = now() - interval '1 s' WHERE id = '%s'
                """.formatted(id));
        gateway.change("""
                INSERT INTO attempt (tenant_id, submission_id, no, begun_at, lease, node)
                SELECT tenant_id, id, 1, now(), lease, 'dead' FROM submission WHERE id = '%s'
                """.formatted(id));
        // When // Then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.sql("SELECT outcome FROM attempt").equals("unsure"));
        assertThat(gateway.sql("SELECT count(*) FROM duty WHERE name = 'maintenance'"))
                .isEqualTo("1");
        assertThat(logs.text()).doesNotContain("permission denied", "a round failed");
    }

    @Test
    void pages_show_and_act() {
        // Given
        gateway.change("UPDATE integration SET state = 'paused'");
        String id = service.submit(ACME, "c1", "Prefer", "respond-async").submissionId();
        // When
        int signedIn = post("/sign-in", "/sign-in", Map.of("name", "anna", "password", PASSWORD, "to", "/submissions"));
        String list = get("/submissions?q=c1").body();
        HttpResponse<String> detail = get("/submissions/" + id);
        int held = post("/submissions/" + id, "/submissions/" + id + "/hold", Map.of("reason", "asked to"));
        // Then
        assertThat(signedIn).isEqualTo(303);
        assertThat(list).contains(id);
        assertThat(detail.statusCode()).isEqualTo(200);
        assertThat(held).isEqualTo(303);
        assertThat(gateway.sql("SELECT state FROM submission")).isEqualTo("held");
        assertThat(gateway.sql("SELECT actor FROM audit WHERE act = 'hold'")).isEqualTo("staff:anna");
        assertThat(logs.text()).doesNotContain("permission denied");
    }

    @Test
    void whoever_takes_over_the_pages_host_reads_no_sealed_credential_and_nobody_rewrites_the_audit_log() {
        assertRefused(asPages, "SELECT ciphertext FROM credential");
        assertRefused(asPages, "UPDATE audit SET actor = 'nobody'");
        assertRefused(asGateway, "DELETE FROM audit");
        assertRefused(asGateway, "CREATE TABLE mine (id integer)");
    }

    private void assertRefused(TestRole role, String sql) {
        assertThatThrownBy(() -> Jdbc.run(role.url(database), sql)).hasStackTraceContaining("permission denied");
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(page(path)).GET());
    }

    /** Fills in the form of a page. */
    private int post(String page, String action, Map<String, String> form) {
        Matcher csrf = CSRF.matcher(get(page).body());
        assertThat(csrf.find()).isTrue();
        String fields = form.entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        return send(HttpRequest.newBuilder(page(action))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8) + fields)))
                .statusCode();
    }

    private URI page(String path) {
        return URI.create("http://127.0.0.1:" + gateway.node().uiPort() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
