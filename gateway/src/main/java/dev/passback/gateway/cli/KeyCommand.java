package dev.passback.gateway.cli;

import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.Page;
import dev.passback.db.tenant.KeyStore;
import dev.passback.db.tenant.KeyView;
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

/** {@code key}: what tenants identify themselves with. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "The keys that tenants identify themselves with.",
        subcommands = {
            KeyCommand.Create.class,
            KeyCommand.ListAll.class,
            KeyCommand.Rotate.class,
            KeyCommand.Revoke.class
        })
public final class KeyCommand {

    /** {@code key create}. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Create a key. It is shown once and cannot be shown again.")
    static final class Create implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--tenant", required = true, paramLabel = "NAME", description = "whose key")
        private String tenant = "";

        @Option(names = "--label", paramLabel = "TEXT", description = "its name for people, such as production")
        private String label = "";

        @Option(
                names = "--scope",
                paramLabel = "S",
                description =
                        "what it may do: result-links:write, submissions:read, submissions:act; repeatable, all by default")
        private List<String> scopes = new ArrayList<>();

        @Option(names = "--expires-in", paramLabel = "90d", description = "when it ends; never by default")
        private @Nullable Duration expiresIn;

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            Set<Scope> chosen = scopes();
            TenantKey key = TenantKey.generate();
            try (Session session = Session.open()) {
                TenantId owner = session.tenant(tenant).id();
                session.await(new KeyStore(session.pool())
                        .create(owner, key, label, chosen, Optional.ofNullable(expiresIn), why.act()));
            }
            String text = key.text().reveal();
            out.print(
                    new JsonObject().put("id", key.id()).put("key", text),
                    text + "\n\nThis is shown once. Whoever has it may act as " + tenant + ".");
            return 0;
        }

        private Set<Scope> scopes() {
            if (scopes.isEmpty()) {
                return EnumSet.allOf(Scope.class);
            }
            return scopes.stream().map(this::scope).collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        }

        private Scope scope(String word) {
            return Scope.ofWord(word)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            Objects.requireNonNull(spec).commandLine(),
                            "there is no scope '" + word
                                    + "'; there are result-links:write, submissions:read, submissions:act"));
        }
    }

    /** {@code key list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List a tenant's keys, newest first.")
    static final class ListAll implements Callable<Integer> {

        @Option(names = "--tenant", required = true, paramLabel = "NAME", description = "whose keys")
        private String tenant = "";

        @Mixin
        private Paging paging = new Paging();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            int limit = paging.limit();
            try (Session session = Session.open()) {
                TenantId owner = session.tenant(tenant).id();
                Page<KeyView> page = session.await(new KeyStore(session.pool()).list(owner, paging.after(), limit));
                Table table = new Table("ID", "LABEL", "STATE", "SCOPES", "LAST USED", "EXPIRES");
                page.lines()
                        .forEach(key -> table.add(
                                key.id(),
                                key.label(),
                                KeyStates.of(key),
                                key.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(",")),
                                key.lastUsedAt().map(Object::toString).orElse("-"),
                                key.expiresAt().map(Object::toString).orElse("-")));
                out.print(page, KeyJson::of, KeyView::id, table);
            }
            return 0;
        }
    }

    /** {@code key rotate}. */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Create the successor of a key; both are good until the overlap is over.")
    static final class Rotate implements Callable<Integer> {

        @Parameters(paramLabel = "KEY", description = "the id of the old key, between its two underscores")
        private String id = "";

        @Option(names = "--tenant", required = true, paramLabel = "NAME", description = "whose key")
        private String tenant = "";

        @Option(
                names = "--overlap",
                paramLabel = "24h",
                description = "how long the old key stays good; ${DEFAULT-VALUE} by default",
                defaultValue = "24h")
        private Duration overlap = KeyStore.OVERLAP;

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            TenantKey key = TenantKey.generate();
            try (Session session = Session.open()) {
                TenantId owner = session.tenant(tenant).id();
                boolean rotated = Changes.done(
                        session.await(new KeyStore(session.pool()).rotate(owner, id, key, overlap, why.act())),
                        absent(tenant, id));
                if (!rotated) {
                    throw new CommandFailure(
                            "the key " + id + " is revoked, expired or rotated already; create a new one instead");
                }
            }
            String text = key.text().reveal();
            out.print(
                    new JsonObject().put("id", key.id()).put("key", text).put("replaces", id),
                    text + "\n\nThis is shown once. The old key is good for another " + overlap.toHours()
                            + " h at the most; key revoke ends it before.");
            return 0;
        }
    }

    /** {@code key revoke}. */
    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Make a key worth nothing, on every node within about a second, for ever.")
    static final class Revoke implements Callable<Integer> {

        @Parameters(paramLabel = "KEY", description = "the id of the key, between its two underscores")
        private String id = "";

        @Option(names = "--tenant", required = true, paramLabel = "NAME", description = "whose key")
        private String tenant = "";

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                TenantId owner = session.tenant(tenant).id();
                boolean revoked = Changes.done(
                        session.await(new KeyStore(session.pool()).revoke(owner, id, why.act())), absent(tenant, id));
                out.print(
                        new JsonObject().put("id", id).put("revoked", revoked),
                        revoked ? "Revoked." : "Nothing changed: it is revoked already.");
            }
            return 0;
        }
    }

    private static String absent(String tenant, String id) {
        return "the tenant \"" + tenant + "\" has no key \"" + id + "\"; see: ./passback key list --tenant " + tenant;
    }
}
