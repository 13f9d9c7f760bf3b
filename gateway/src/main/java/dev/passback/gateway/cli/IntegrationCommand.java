package dev.passback.gateway.cli;

import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.Page;
import dev.passback.db.integration.IntegrationFilter;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.integration.IntegrationView;
import dev.passback.gateway.manage.IntegrationJson;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code integration}: the customers' applicant tracking systems. */
@Command(
        name = "integration",
        mixinStandardHelpOptions = true,
        description = "The customers' applicant tracking systems.",
        subcommands = {
            IntegrationCreateCommand.class,
            IntegrationCommand.ListAll.class,
            IntegrationCommand.Show.class,
            IntegrationChangeCommand.class,
            IntegrationCommand.Pause.class,
            IntegrationCommand.Release.class,
            IntegrationCredentialCommand.class,
            IntegrationTestCommand.class
        })
public final class IntegrationCommand {

    /** {@code integration list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List integrations: a tenant's, or all of them.")
    static final class ListAll implements Callable<Integer> {

        @Option(names = "--tenant", paramLabel = "NAME", description = "whose; those of all tenants by default")
        private @Nullable String tenant;

        @Option(names = "--state", paramLabel = "active|paused|blocked", description = "only those in this state")
        private Integration.@Nullable State state;

        @Mixin
        private Paging paging = new Paging();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            int limit = paging.limit();
            try (Session session = Session.open()) {
                IntegrationFilter filter = new IntegrationFilter(
                        Optional.ofNullable(tenant)
                                .map(name -> Set.of(session.tenant(name).id())),
                        state == null ? Set.of() : Set.of(state));
                Page<IntegrationView> page = session.await(new IntegrationSettings(session.pool())
                        .list(filter, paging.after().map(last -> ref(session, last)), limit));
                Table table = new Table("TENANT", "ID", "LABEL", "STATE", "CAP", "CREDENTIAL");
                page.lines().forEach(view -> add(table, view));
                out.print(page, IntegrationJson::of, ListAll::last, table);
            }
            return 0;
        }

        private static String last(IntegrationView view) {
            return view.tenant() + "/" + view.integration().ref().id();
        }

        private static IntegrationRef ref(Session session, String last) {
            String[] parts = last.split("/", 2);
            if (parts.length < 2) {
                throw new CommandFailure("--after must be \"next\" of the page before");
            }
            return new IntegrationRef(session.tenant(parts[0]).id(), parts[1]);
        }

        private static void add(Table table, IntegrationView view) {
            Integration integration = view.integration();
            table.add(
                    view.tenant(),
                    integration.ref().id(),
                    integration.label(),
                    integration.state().word()
                            + view.stateReason().map(reason -> ": " + reason).orElse(""),
                    "" + integration.limits().cap(),
                    "no. " + view.credentialVersion() + " of "
                            + view.credentialSince().toLocalDate());
        }
    }

    /** {@code integration show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show an integration: settings, state, version.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private OneIntegration one = new OneIntegration();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                JsonObject shown = IntegrationJson.of(one.view(session));
                out.print(shown, Terminal.lines(shown));
            }
            return 0;
        }
    }

    /** {@code integration pause}. */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Send nothing of an integration until it is released. Submissions are accepted and wait.")
    static final class Pause implements Callable<Integer> {

        @Mixin
        private OneIntegration one = new OneIntegration();

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                IntegrationRef ref = one.ref(session);
                boolean paused = Changes.made(
                        session.await(new IntegrationSettings(session.pool()).pause(ref, why.act())), one.absent());
                out.print(
                        new JsonObject().put("id", ref.id()).put("paused", paused),
                        paused ? "Paused; what comes in waits." : "Nothing changed: it is paused already.");
            }
            return 0;
        }
    }

    /** {@code integration release}. */
    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Send an integration's submissions again after it was blocked or paused.")
    static final class Release implements Callable<Integer> {

        @Mixin
        private OneIntegration one = new OneIntegration();

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                IntegrationRef ref = one.ref(session);
                boolean released = Changes.made(
                        session.await(new IntegrationSettings(session.pool()).release(ref, why.act())), one.absent());
                out.print(
                        new JsonObject().put("id", ref.id()).put("released", released),
                        released ? "Released; what waits is sent now." : "Nothing changed: it is active.");
            }
            return 0;
        }
    }

    /** Which integration a command is about. */
    static final class OneIntegration {

        @Parameters(paramLabel = "ID", description = "the integration")
        private String id = "";

        @Option(names = "--tenant", required = true, paramLabel = "NAME", description = "whose it is")
        private String tenant = "";

        IntegrationRef ref(Session session) {
            return new IntegrationRef(session.tenant(tenant).id(), id);
        }

        IntegrationView view(Session session) {
            return session.await(new IntegrationSettings(session.pool()).find(ref(session)))
                    .orElseThrow(() -> new CommandFailure(absent()));
        }

        String absent() {
            return "the tenant \"" + tenant + "\" has no integration \"" + id
                    + "\"; see: ./passback integration list --tenant " + tenant;
        }
    }
}
