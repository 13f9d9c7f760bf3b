package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.DatabaseAddress;
import dev.passback.db.testing.TestDatabase;
import dev.passback.db.testing.TestRole;
import dev.passback.gateway.sandbox.Sandbox;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.PassbackCommands.Ending;
import dev.passback.systemtests.program.Reply;
import dev.passback.systemtests.program.Serving;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code migrate} gives roles what they need, and {@code serve} runs as them. */
@Timeout(120)
class DatabaseRolesCommandIT {

    private static final String INTEGRATION = "greenhouse:roles";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final String name = DatabaseAddress.parse(database.url()).database();
    private final TestRole gateway = TestRole.create("gateway");
    private final TestRole pages = TestRole.create("pages");
    private final PassbackCommands commands = PassbackCommands.of(DatabaseRolesCommandIT.class);

    @AfterEach
    void strike() throws TimeoutException {
        database.close();
        gateway.close();
        pages.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void a_node_serves_as_the_roles_that_were_granted_what_they_need() throws IOException, TimeoutException {
        // Given
        Sandbox sandbox = Sandbox.start(vertx, 0).await(20, TimeUnit.SECONDS);
        Installation installation = Installation.create(commands, database.url());
        installation.integration(INTEGRATION, sandbox.baseUrl());
        // When
        JsonObject granted = commands.answer("migrate", "--gateway-role", gateway.name(), "--ui-role", pages.name());
        commands.with("PASSBACK_DATABASE_URL", gateway.url(name)).with("PASSBACK_UI_DATABASE_URL", pages.url(name));
        Reply reply;
        try (Serving serving = installation.serve()) {
            reply = serving.caller(installation.key()).post(INTEGRATION, "c1");
        }
        // Then
        assertThat(granted.getInteger("applied")).isZero();
        assertThat(granted.getJsonArray("roles")).containsExactly(gateway.name(), pages.name());
        assertThat(reply.data().getString("state")).isEqualTo("delivered");
        assertThat(installation.sealedWith()).hasSize(1);
    }

    @Test
    void a_role_that_is_not_there_is_an_error_with_the_line_that_makes_it() {
        // Given
        commands.with("PASSBACK_DATABASE_URL", database.url());
        // When
        Ending missing = commands.run("migrate", "--ui-role", "nobody");
        Ending same = commands.run("migrate", "--ui-role", pages.name(), "--gateway-role", pages.name());
        // Then
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("CREATE ROLE \"nobody\" LOGIN PASSWORD '...';");
        assertThat(same.code()).isEqualTo(2);
        assertThat(same.err()).contains("roles of their own");
    }
}
