package dev.passback.gateway.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.tenant.ManagementScope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Contract;
import dev.passback.gateway.testing.Operator;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may manage: every route of the management API, and the log of what was done by it. */
class ManagementAccessIT {

    private RunningGateway gateway;
    private Operator operator;

    @BeforeEach
    void start() {
        gateway = RunningGateway.start();
        operator = gateway.operator(ManagementScope.READ, ManagementScope.WRITE);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void no_route_opens_without_a_management_key_nor_with_a_tenants() {
        // Given
        Service tenant = gateway.tenant("assessments");
        for (Operation route : routes()) {
            // When
            Answer without = operator.send(request(route).setHeader("Authorization", ""));
            Answer tenants = operator.send(request(route)
                    .setHeader("Authorization", "Bearer " + tenant.key().text().reveal()));
            Answer unknown = operator.send(
                    request(route).setHeader("Authorization", "Bearer pbm_abcdefghijkl_" + "x".repeat(43)));
            // Then
            assertThat(List.of(without.status(), tenants.status(), unknown.status()))
                    .as(route.getOperationId())
                    .containsOnly(401);
        }
    }

    @Test
    void a_key_that_may_only_look_changes_nothing_and_one_that_may_only_change_sees_nothing() {
        // Given
        Operator reader = gateway.operator(ManagementScope.READ);
        Operator writer = gateway.operator(ManagementScope.WRITE);
        for (Operation route : routes()) {
            boolean reads = route.getHttpMethod().name().equals("GET");
            // When
            Answer refused = (reads ? writer : reader)
                    .send(request(route)
                            .setHeader(
                                    "Authorization",
                                    "Bearer "
                                            + (reads ? writer : reader)
                                                    .key()
                                                    .text()
                                                    .reveal()));
            // Then
            assertThat(refused.status()).as(route.getOperationId()).isEqualTo(403);
            assertThat(refused.message()).contains(reads ? "manage:read" : "manage:write");
        }
    }

    @Test
    void a_management_key_opens_nothing_of_a_tenant() {
        // When
        Answer answer = operator.send(HttpRequest.newBuilder(java.net.URI.create(operator.root() + "/v1/submissions"))
                .header("Authorization", "Bearer " + operator.key().text().reveal()));
        // Then
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void a_path_that_plays_tricks_leads_nowhere() {
        // Given
        operator.post("/tenants", new JsonObject().put("name", "assessments"));
        for (String trick : List.of(
                "/tenants/%00",
                "/tenants/assessments%00",
                "/tenants/%ED%A0%80",
                "/tenants/%2e%2e",
                "/tenants/..%2Fassessments",
                "/tenants/%252e%252e",
                "/tenants/assessments;x=1",
                "/tenants/assessments/keys/%0d%0a/revoke",
                "/tenants/" + "x".repeat(3_000))) {
            // When
            Answer answer = trick.endsWith("/revoke") ? operator.post(trick) : operator.get(trick);
            // Then
            assertThat(answer.status()).as(trick).isIn(400, 404);
            assertThat(answer.error().fieldNames()).contains("code", "title", "message", "log_url");
        }
    }

    @Test
    void a_revoked_key_is_refused_within_about_a_second() {
        // Given
        operator.get("/tenants");
        // When
        gateway.change("UPDATE management_key SET revoked_at = now()");
        // Then
        await().atMost(Duration.ofSeconds(3))
                .until(() -> operator.get("/tenants").status() == 401);
    }

    @Test
    void the_audit_log_tells_what_was_done_by_which_key_and_can_be_asked_by_what() {
        // Given
        operator.post("/tenants", new JsonObject().put("name", "assessments").put("reason", "a new service"));
        operator.post("/tenants/assessments/suspend", new JsonObject().put("reason", "it floods the customer"));
        String actor = "management-key:" + operator.key().id();
        // When
        Answer all = operator.get("/audit?actor=" + actor);
        Answer one = operator.get(
                "/audit?tenant=assessments&act=suspend&kind=tenant&subject=assessments&from=2020-01-01T00:00:00Z");
        Answer page = operator.get("/audit?actor=" + actor + "&limit=1");
        Answer next = operator.get(
                "/audit?actor=" + actor + "&limit=1&cursor=" + page.content().getString("next"));
        // Then
        assertThat(acts(all)).containsExactly("suspend", "create");
        JsonObject line = one.content().getJsonArray("results").getJsonObject(0);
        assertThat(line.getString("actor")).isEqualTo(actor);
        assertThat(line.getString("reason")).isEqualTo("it floods the customer");
        assertThat(line.getString("origin")).isEqualTo("127.0.0.1");
        assertThat(acts(page)).containsExactly("suspend");
        assertThat(acts(next)).containsExactly("create");
        assertThat(operator.get("/audit?kind=weather&from=yesterday&colour=red").message())
                .contains("parameter kind", "parameter from", "\"colour\" is unknown");
        assertThat(operator.get("/audit?tenant=nobody").status()).isEqualTo(400);
    }

    private static List<String> acts(Answer answer) {
        return answer.content().getJsonArray("results").stream()
                .map(line -> ((JsonObject) line).getString("act"))
                .toList();
    }

    private static List<Operation> routes() {
        List<Operation> routes = Contract.contract().operations().stream()
                .filter(operation -> operation.getOpenAPIPath().startsWith("/manage/v1/"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(20);
        return routes;
    }

    private HttpRequest.Builder request(Operation route) {
        String path = route.getOpenAPIPath().replace("/manage/v1", "").replaceAll("\\{[a-z_]+}", "x");
        String method = route.getHttpMethod().name();
        return operator.request(path)
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    }
}
