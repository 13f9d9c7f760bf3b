package dev.passback.gateway.cli;

import dev.passback.db.audit.Act;
import dev.passback.db.retention.RetentionSettings;
import dev.passback.gateway.manage.TenantJson;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenant hold}. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description = "Place a tenant under a legal hold: nothing of it is deleted or erased until the hold is lifted.")
final class TenantHoldCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "the tenant")
    private String name = "";

    @Option(names = "--lift", description = "end the hold: its days count again")
    private boolean lift;

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        Act act = why.act();
        if (!lift && act.reason().isEmpty()) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "a hold needs a --reason, such as the case's number");
        }
        try (Session session = Session.open()) {
            RetentionSettings settings = new RetentionSettings(session.pool());
            var tenant = session.tenant(name).id();
            boolean changed = Changes.made(
                    session.await(lift ? settings.lift(tenant, act) : settings.hold(tenant, act)),
                    TenantCommand.absent(name));
            out.print(TenantJson.of(TenantCommand.view(session, name)).put("changed", changed), text(changed));
        }
        return 0;
    }

    private String text(boolean changed) {
        if (lift) {
            return changed ? "Lifted: its days count again." : "There is no hold on it.";
        }
        return changed ? "Held: nothing of it is deleted until the hold is lifted." : "It is under a hold already.";
    }
}
