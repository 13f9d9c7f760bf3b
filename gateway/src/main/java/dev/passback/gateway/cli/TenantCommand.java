package dev.passback.gateway.cli;

import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.core.tenant.TenantName;
import dev.passback.db.Change;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import dev.passback.gateway.manage.TenantJson;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenant}: the internal services that send. */
@Command(
        name = "tenant",
        mixinStandardHelpOptions = true,
        description = "The internal services that send.",
        subcommands = {
            TenantCommand.Create.class,
            TenantCommand.ListAll.class,
            TenantCommand.Show.class,
            TenantCommand.Suspend.class,
            TenantCommand.Resume.class,
            TenantLimitCommand.class,
            TenantKeepCommand.class,
            TenantHoldCommand.class
        })
public final class TenantCommand {

    /** {@code tenant create}. */
    @Command(name = "create", mixinStandardHelpOptions = true, description = "Create a tenant.")
    static final class Create implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "its name, such as assessments")
        private String name = "";

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            if (TenantName.read(name).isEmpty()) {
                throw new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(), "NAME " + TenantName.RULE);
            }
            try (Session session = Session.open()) {
                Tenant tenant = session.create(
                        new TenantStore(session.pool()).create(name, TenantLimits.NONE, why.act()),
                        "there is a tenant \"" + name + "\" already");
                out.print(
                        new JsonObject().put("id", tenant.id().toString()).put("name", name),
                        "Tenant \"" + name + "\" is there. Next: ./passback key create --tenant " + name);
            }
            return 0;
        }
    }

    /** {@code tenant list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the tenants by name.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Paging paging = new Paging();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            int limit = paging.limit();
            try (Session session = Session.open()) {
                Page<TenantView> page =
                        session.await(new TenantStore(session.pool()).list(Optional.empty(), paging.after(), limit));
                Table table = new Table("NAME", "STATE", "PER SECOND", "BURST", "PER DAY", "CREATED");
                page.lines().forEach(view -> add(table, view));
                out.print(page, TenantJson::of, view -> view.tenant().name(), table);
            }
            return 0;
        }

        private static void add(Table table, TenantView view) {
            TenantLimits limits = view.limits();
            table.add(
                    view.tenant().name(),
                    view.suspended().isPresent() ? "suspended" : "active",
                    limits.rate().map(rate -> "" + rate.perSecond()).orElse("-"),
                    limits.rate().map(rate -> "" + rate.burst()).orElse("-"),
                    limits.perDay().map(String::valueOf).orElse("-"),
                    view.createdAt().toString());
        }
    }

    /** {@code tenant show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a tenant: state, limits, how long what it sent is kept, version.")
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "the tenant")
        private String name = "";

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                JsonObject tenant = TenantJson.of(view(session, name));
                out.print(tenant, Terminal.lines(tenant));
            }
            return 0;
        }
    }

    /** {@code tenant suspend}. */
    @Command(
            name = "suspend",
            mixinStandardHelpOptions = true,
            description = "Take nothing from a tenant any more. What it sent before goes on.")
    static final class Suspend implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "the tenant")
        private String name = "";

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                boolean changed = act(session, name, new TenantStore(session.pool())::suspend, why.act());
                out.print(
                        TenantJson.of(view(session, name)).put("changed", changed),
                        changed ? "Suspended: its requests are refused from now on." : "It is suspended already.");
            }
            return 0;
        }
    }

    /** {@code tenant resume}. */
    @Command(name = "resume", mixinStandardHelpOptions = true, description = "End a tenant's suspension.")
    static final class Resume implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "the tenant")
        private String name = "";

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                boolean changed = act(session, name, new TenantStore(session.pool())::resume, why.act());
                out.print(
                        TenantJson.of(view(session, name)).put("changed", changed),
                        changed ? "Resumed: it may send again." : "It is not suspended.");
            }
            return 0;
        }
    }

    private static boolean act(
            Session session, String name, BiFunction<TenantId, Act, Future<Change>> change, Act act) {
        TenantId tenant = session.tenant(name).id();
        return Changes.made(session.await(change.apply(tenant, act)), absent(name));
    }

    static TenantView view(Session session, String name) {
        return session.await(new TenantStore(session.pool()).view(name, Optional.empty()))
                .orElseThrow(() -> new CommandFailure(absent(name)));
    }

    static String absent(String name) {
        return "there is no tenant \"" + name + "\"";
    }
}
