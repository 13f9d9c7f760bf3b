package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.ManagementScope;
import dev.passback.gateway.testing.Answer;
import dev.passback.gateway.testing.Contract;
import dev.passback.gateway.testing.Operator;
import dev.passback.gateway.testing.Plan;
import dev.passback.gateway.testing.RunningGateway;
import dev.passback.gateway.testing.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks every route of tenants that the contract has, which {@code ContractTest} holds to be every route that there is: whose key opens
 * it, and what it tells of others. {@code ManagementAccessIT} walks the routes of management.
 */
class RouteWalkIT {

    private static final String INTEGRATION = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";
    private static final String CANDIDATE = "8Xi6iZrwusZqJmDGXs49GBmJ";
    private static final String MANAGEMENT = "/manage/";

    /** An operation of the contract. */
    record Stop(String method, String path) {

        boolean isManagement() {
            return path.startsWith(MANAGEMENT);
        }

        boolean changes() {
            return !method.equals("GET");
        }

        /** Whether it names a thing, in its path or by the header of an integration. */
        boolean names() {
            return path.contains("{");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static RunningGateway gateway;
    private static Service owner;
    private static Service other;
    private static Service bare;
    private static Operator reader;
    private static String submission;
    private String before = "";

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        owner = gateway.tenant("assessments");
        other = gateway.tenant("skills");
        bare = gateway.withKey(owner.tenant(), Set.of(), Optional.empty());
        reader = gateway.operator(ManagementScope.READ);
        gateway.integration(owner, INTEGRATION, Plan.QUICK);
        submission =
                String.valueOf(owner.submit(INTEGRATION, CANDIDATE).content().getString("submission_id"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void remember() {
        before = state();
    }

    @AfterEach
    void nothing_has_changed() {
        assertThat(state()).isEqualTo(before);
    }

    static Stream<Stop> stops() {
        return Contract.contract().operations().stream().map(operation -> {
            String path = operation.getOpenAPIPath();
            return new Stop(operation.getHttpMethod().name(), path.startsWith(MANAGEMENT) ? path : "/v1" + path);
        });
    }

    static Stream<Stop> tenantStops() {
        return stops().filter(stop -> !stop.isManagement());
    }

    static Stream<Stop> managementStops() {
        return stops().filter(Stop::isManagement);
    }

    @ParameterizedTest
    @MethodSource("tenantStops")
    void without_a_key_every_route_is_shut(Stop stop) {
        assertThat(answer(stop, Optional.empty()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("tenantStops")
    void what_is_another_tenants_does_not_exist(Stop stop) {
        // When
        Answer answer = answer(stop, Optional.of(other.key().text().reveal()));
        // Then
        assertThat(answer.status()).isEqualTo(stop.names() ? 404 : 200);
        assertThat(answer.body()).doesNotContain(CANDIDATE, owner.tenant().name());
        if (!stop.path().contains("{submission_id}")) {
            assertThat(answer.body()).doesNotContain(submission);
        }
    }

    @ParameterizedTest
    @MethodSource("tenantStops")
    void a_key_without_the_scope_opens_nothing_but_its_own_name(Stop stop) {
        // When
        Answer answer = answer(stop, Optional.of(bare.key().text().reveal()));
        // Then
        assertThat(answer.status()).isEqualTo(stop.path().equals("/v1/check-api-key") ? 200 : 403);
        assertThat(answer.body()).doesNotContain(CANDIDATE);
    }

    @ParameterizedTest
    @MethodSource("tenantStops")
    void a_management_key_opens_no_route_of_tenants(Stop stop) {
        assertThat(answer(stop, Optional.of(reader.key().text().reveal())).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("managementStops")
    void no_management_answer_holds_a_hash_or_a_sealed_credential(Stop stop) {
        // Given
        List<String> hidden = List.of(
                gateway.sql("SELECT encode(hash, 'base64') FROM tenant_key LIMIT 1"),
                gateway.sql("SELECT encode(hash, 'hex') FROM tenant_key LIMIT 1"),
                gateway.sql("SELECT ciphertext FROM credential LIMIT 1"));
        // When
        Answer answer = answer(stop, Optional.of(reader.key().text().reveal()));
        // Then
        assertThat(hidden).noneMatch(secret -> answer.body().contains(secret));
    }

    /** Every route gets a body that it would take from somebody who may. */
    private static Answer answer(Stop stop, Optional<String> key) {
        HttpRequest.Builder request = owner.request(filled(stop.path()))
                .header("X-Integration-Id", INTEGRATION)
                .header("If-Match", "\"1\"")
                .method(stop.method(), stop.changes() ? BodyPublishers.ofString(body(stop)) : BodyPublishers.noBody());
        if (stop.changes()) {
            request.header("Content-Type", "application/json");
        }
        key.ifPresentOrElse(
                text -> request.setHeader("Authorization", "Bearer " + text),
                () -> request.setHeader("Authorization", ""));
        return owner.send(request);
    }

    private static String body(Stop stop) {
        return stop.path().endsWith("/result-links") ? Service.BODY : "{}";
    }

    private static String filled(String path) {
        Map<String, String> things = Map.of(
                "submission_id", submission,
                "candidate_id", CANDIDATE,
                "application_id", CANDIDATE,
                "tenant", owner.tenant().name(),
                "integration_id", INTEGRATION,
                "key_id", owner.key().id());
        String filled = path;
        for (Map.Entry<String, String> thing : things.entrySet()) {
            filled = filled.replace("{" + thing.getKey() + "}", thing.getValue());
        }
        return filled.replaceAll("\\{\\w+}", "nobody");
    }

    /** All that people can change. */
    private static String state() {
        return gateway.sql("SELECT string_agg(t::text, E'\\n') FROM (SELECT id, state, attempts FROM submission) t")
                + gateway.sql("SELECT count(*) FROM audit")
                + gateway.sql("SELECT string_agg(id || state || version, ',' ORDER BY id) FROM integration");
    }
}
