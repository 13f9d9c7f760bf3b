package dev.passback.gateway.cli;

import dev.passback.db.DatabaseAddress;
import dev.passback.db.Migrations;
import dev.passback.gateway.Environment;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate}: brings the database's schema up to date. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Bring the schema of the database of PASSBACK_DATABASE_URL up to date. Safe to repeat.")
public final class MigrateCommand implements Callable<Integer> {

    @Option(names = "--json", description = "answer with one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        Environment environment = new Environment(System.getenv());
        var address = environment.required("PASSBACK_DATABASE_URL", DatabaseAddress::parse);
        environment.complain();
        int applied = Migrations.migrate(address.orElseThrow());
        Terminal.print(
                json,
                new JsonObject().put("applied", applied),
                applied == 0
                        ? "The schema is up to date."
                        : "The schema is up to date; migrations applied: " + applied);
        return 0;
    }
}
