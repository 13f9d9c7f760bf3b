package dev.passback.gateway.cli;

import dev.passback.core.tenant.Tenant;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenant}: the internal services that send. */
@Command(
        name = "tenant",
        mixinStandardHelpOptions = true,
        description = "The internal services that send.",
        subcommands = TenantCommand.Create.class)
public final class TenantCommand {

    /** {@code tenant create}. */
    @Command(name = "create", mixinStandardHelpOptions = true, description = "Create a tenant.")
    static final class Create implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "its name, such as assessments")
        private String name = "";

        @Option(names = "--json", description = "answer with one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                Tenant tenant = session.create(
                        new TenantStore(session.pool()).create(name), "there is a tenant \"" + name + "\" already");
                Terminal.print(
                        json,
                        new JsonObject().put("id", tenant.id().toString()).put("name", name),
                        "Tenant \"" + name + "\" is there. Next: ./passback key create --tenant " + name);
            }
            return 0;
        }
    }
}
