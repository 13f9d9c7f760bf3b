package dev.passback.gateway;

import static dev.passback.gateway.testing.RunningGateway.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.credential.KeyPair;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.gateway.testing.Contract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.OpenAPIVersion;
import io.vertx.openapi.contract.Operation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The contract names the routes that there are. That answers are as it says is checked by all tests over HTTP. */
class ContractTest {

    @Test
    void it_is_openapi_3_1_and_every_operation_has_a_name_and_a_summary() {
        // When
        List<Operation> operations = Contract.contract().operations();
        // Then
        assertThat(Contract.contract().getVersion()).isEqualTo(OpenAPIVersion.V3_1);
        assertThat(operations)
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.getOpenAPIModel().fieldNames())
                        .contains("operationId", "summary", "tags"));
    }

    @Test
    void the_program_has_the_routes_of_the_contract_and_no_others_with_and_without_v1() {
        // Given
        Set<String> described = Contract.contract().operations().stream()
                .map(operation -> operation.getHttpMethod() + " " + unnamed(operation.getOpenAPIPath()))
                .collect(Collectors.toSet());
        // When
        Set<String> routes = routes();
        // Then
        assertThat(routes.stream().filter(route -> route.contains(" /v1/")).map(route -> route.replace(" /v1/", " /")))
                .containsExactlyInAnyOrderElementsOf(described.stream()
                        .filter(operation -> !operation.contains(" /manage/"))
                        .toList());
        assertThat(routes.stream().filter(route -> !route.contains(" /v1/")))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    /** Every route but those that serve the contract itself. */
    private static Set<String> routes() {
        Vertx vertx = Vertx.vertx();
        try {
            return router(vertx).getRoutes().stream()
                    // filters have no path
                    .filter(route -> route.getPath() != null)
                    .flatMap(route -> route.methods().stream()
                            .map(method -> method + " " + unnamed(String.valueOf(route.getPath()))))
                    .filter(route -> !route.startsWith("GET /docs") && !route.equals("GET /openapi.yaml"))
                    .collect(Collectors.toSet());
        } finally {
            await(vertx.close());
        }
    }

    /** The gateway as it is put together for a start; nothing connects anywhere. */
    private static Router router(Vertx vertx) {
        DatabaseAddress nowhere = DatabaseAddress.parse("postgresql://nobody:nothing@127.0.0.1:1/none");
        Config config = new Config(
                nowhere,
                Optional.empty(),
                Set.of(Config.Role.GATEWAY),
                new Config.Listening("127.0.0.1", new Config.Ports(0, 0, 0), false, URI.create("http://127.0.0.1/v1")),
                Config.Keys.of(KeyPair.generate()),
                Config.Upstreams.allowing(Set.of()),
                Optional.empty());
        GatewayRole role = new GatewayRole(vertx, Database.open(vertx, nowhere, 1), config, new SimpleMeterRegistry());
        return (Router) role.apiServer().requestHandler();
    }

    private static String unnamed(String path) {
        return path.replaceAll(":[a-z_]+|\\{[a-z_]+}", "{}");
    }
}
