package dev.passback.gateway.cli;

import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
import dev.passback.db.Page;
import dev.passback.db.tenant.ManagementKeyStore;
import dev.passback.db.tenant.ManagementKeyView;
import dev.passback.gateway.manage.KeyJson;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

/** {@code management-key}: what programs that run the platform identify themselves with. */
@Command(
        name = "management-key",
        mixinStandardHelpOptions = true,
        description = "The keys of the management API, for whoever runs the platform.",
        subcommands = {
            ManagementKeyCommand.Create.class,
            ManagementKeyCommand.ListAll.class,
            ManagementKeyCommand.Revoke.class
        })
public final class ManagementKeyCommand {

    /** {@code management-key create}. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Create a key. It is shown once and cannot be shown again.")
    static final class Create implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--label", paramLabel = "TEXT", description = "its name for people, such as terraform")
        private String label = "";

        @Option(
                names = "--scope",
                paramLabel = "S",
                description = "what it may do: manage:read, manage:write; repeatable, all by default")
        private List<String> scopes = new ArrayList<>();

        @Option(names = "--expires-in", paramLabel = "90d", description = "when it ends; never by default")
        private @Nullable Duration expiresIn;

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            Set<ManagementScope> chosen = scopes();
            ManagementKey key = ManagementKey.generate();
            try (Session session = Session.open()) {
                session.await(new ManagementKeyStore(session.pool())
                        .create(key, label, chosen, Optional.ofNullable(expiresIn), why.act()));
            }
            String text = key.text().reveal();
            out.print(
                    new JsonObject().put("id", key.id()).put("key", text),
                    text + "\n\nThis is shown once. Whoever has it may manage this Passback.");
            return 0;
        }

        private Set<ManagementScope> scopes() {
            if (scopes.isEmpty()) {
                return EnumSet.allOf(ManagementScope.class);
            }
            return scopes.stream()
                    .map(this::scope)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(ManagementScope.class)));
        }

        private ManagementScope scope(String word) {
            return ManagementScope.ofWord(word)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            Objects.requireNonNull(spec).commandLine(),
                            "there is no scope '" + word + "'; there are manage:read, manage:write"));
        }
    }

    /** {@code management-key list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the management keys, newest first.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Paging paging = new Paging();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            int limit = paging.limit();
            try (Session session = Session.open()) {
                Page<ManagementKeyView> page =
                        session.await(new ManagementKeyStore(session.pool()).list(paging.after(), limit));
                Table table = new Table("ID", "LABEL", "STATE", "SCOPES", "LAST USED", "EXPIRES");
                page.lines()
                        .forEach(key -> table.add(
                                key.id(),
                                key.label(),
                                KeyStates.of(key),
                                key.scopes().stream()
                                        .map(ManagementScope::word)
                                        .sorted()
                                        .collect(Collectors.joining(",")),
                                key.lastUsedAt().map(Object::toString).orElse("-"),
                                key.expiresAt().map(Object::toString).orElse("-")));
                out.print(page, KeyJson::of, ManagementKeyView::id, table);
            }
            return 0;
        }
    }

    /** {@code management-key revoke}. */
    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Make a key worth nothing, on every node within about a second, for ever.")
    static final class Revoke implements Callable<Integer> {

        @Parameters(paramLabel = "KEY", description = "the id of the key, between its two underscores")
        private String id = "";

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                boolean revoked = Changes.done(
                        session.await(new ManagementKeyStore(session.pool()).revoke(id, why.act())),
                        "there is no management key \"" + id + "\"; see: ./passback management-key list");
                out.print(
                        new JsonObject().put("id", id).put("revoked", revoked),
                        revoked ? "Revoked." : "Nothing changed: it is revoked already.");
            }
            return 0;
        }
    }
}
