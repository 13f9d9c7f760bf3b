package dev.passback.gateway.cli;

import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.db.access.DatabaseRoles;
import dev.passback.db.access.Grants;
import dev.passback.gateway.Environment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code migrate}: brings the database's schema up to date, and what its roles may do. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Bring the schema of the database of PASSBACK_DATABASE_URL up to date. Safe to repeat.",
            "With roles that are there already, give each what it needs and take from it all else:"
                    + " run this as the role that owns the schema, and serve as the others."
        })
public final class MigrateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--gateway-role",
            paramLabel = "NAME",
            description = "runs the API and the delivery engine; PASSBACK_GATEWAY_ROLE by default, or nobody")
    private @Nullable String gatewayRole;

    @Option(
            names = "--ui-role",
            paramLabel = "NAME",
            description = "the pages run as this one, which cannot read sealed credentials;"
                    + " PASSBACK_UI_ROLE by default, or nobody")
    private @Nullable String uiRole;

    @Option(names = "--json", description = "answer with one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        Environment environment = Environment.current();
        DatabaseRoles roles = roles(environment);
        var address = environment.required("PASSBACK_DATABASE_URL", DatabaseAddress::parse);
        environment.complain();
        int applied = Migrations.migrate(address.orElseThrow());
        if (!roles.isEmpty()) {
            grant(environment, roles);
        }
        List<String> granted = roles.all().toList();
        Terminal.print(
                json,
                new JsonObject().put("applied", applied).put("roles", new JsonArray(granted)),
                text(applied, granted));
        return 0;
    }

    private DatabaseRoles roles(Environment environment) {
        try {
            return new DatabaseRoles(
                    Optional.ofNullable(gatewayRole).or(() -> environment.text("PASSBACK_GATEWAY_ROLE")),
                    Optional.ofNullable(uiRole).or(() -> environment.text("PASSBACK_UI_ROLE")));
        } catch (IllegalArgumentException same) {
            throw new CommandLine.ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), String.valueOf(same.getMessage()));
        }
    }

    private static void grant(Environment environment, DatabaseRoles roles) {
        try (Session session = Session.open(environment)) {
            session.await(new Grants(session.pool()).give(roles));
        }
    }

    private static String text(int applied, List<String> granted) {
        String schema =
                applied == 0 ? "The schema is up to date." : "The schema is up to date; migrations applied: " + applied;
        return granted.isEmpty()
                ? schema
                : schema + "\nWhat the roles may do is up to date: " + String.join(", ", granted);
    }
}
