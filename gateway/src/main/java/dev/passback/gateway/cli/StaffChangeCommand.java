package dev.passback.gateway.cli;

import dev.passback.core.staff.Role;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.staff.StaffAccount;
import dev.passback.db.staff.StaffAccounts;
import dev.passback.gateway.manage.StaffJson;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code staff change}. */
@Command(
        name = "change",
        mixinStandardHelpOptions = true,
        description = "Change what a person may do, and for which tenants. All sessions of the person end.")
final class StaffChangeCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "the account")
    private String name = "";

    @Option(names = "--role", paramLabel = "viewer|support|admin", description = "what the person may do")
    private @Nullable Role role;

    @Mixin
    private StaffTenants tenants = new StaffTenants();

    @Option(names = "--all-tenants", description = "sees the data of all tenants")
    private boolean allTenants;

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        if (role == null && !tenants.named() && !allTenants) {
            throw wrong("say what to change: --role, --tenant or --all-tenants");
        }
        if (tenants.named() && allTenants) {
            throw wrong("--tenant and --all-tenants exclude each other");
        }
        try (Session session = Session.open()) {
            StaffAccounts accounts = new StaffAccounts(session.pool());
            StaffAccount was = find(session, accounts);
            Changes.made(
                    session.await(accounts.change(
                            name,
                            role == null ? was.role() : role,
                            tenants.named() || allTenants ? tenants.ids(session) : ids(was),
                            was.version(),
                            why.act())),
                    StaffCommand.absent(name));
            JsonObject account = StaffJson.of(find(session, accounts));
            out.print(account, Terminal.lines(account));
        }
        return 0;
    }

    private StaffAccount find(Session session, StaffAccounts accounts) {
        return session.await(accounts.find(name)).orElseThrow(() -> new CommandFailure(StaffCommand.absent(name)));
    }

    private static Optional<Set<TenantId>> ids(StaffAccount account) {
        return account.tenants().map(some -> some.stream().map(Tenant::id).collect(Collectors.toSet()));
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
