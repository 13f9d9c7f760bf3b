package dev.passback.gateway.cli;

import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code key}: what tenants identify themselves with. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "The keys that tenants identify themselves with.",
        subcommands = KeyCommand.Create.class)
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

        @Option(
                names = "--scope",
                paramLabel = "S",
                description =
                        "what it may do: result-links:write, submissions:read, submissions:act; repeatable, all by default")
        private List<String> scopes = new ArrayList<>();

        @Option(names = "--expires-in", paramLabel = "90d", description = "when it ends; never by default")
        private @Nullable Duration expiresIn;

        @Option(names = "--json", description = "answer with one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            Set<Scope> chosen = scopes();
            TenantKey key = TenantKey.generate();
            try (Session session = Session.open()) {
                Tenant owner = session.tenant(tenant);
                session.await(new TenantStore(session.pool())
                        .createKey(owner.id(), key, chosen, Optional.ofNullable(expiresIn)));
            }
            String text = key.text().reveal();
            Terminal.print(
                    json,
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
                            java.util.Objects.requireNonNull(spec).commandLine(),
                            "there is no scope '" + word
                                    + "'; there are result-links:write, submissions:read, submissions:act"));
        }
    }
}
