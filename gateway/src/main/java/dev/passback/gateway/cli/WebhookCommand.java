package dev.passback.gateway.cli;

import dev.passback.core.credential.Secret;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.SigningSecret;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.Acted;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import dev.passback.db.webhook.MessageView;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import dev.passback.gateway.Environment;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

/** {@code webhook}: who is told of what happens. */
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        description = {
            "Who is told of what happens: addresses to which messages are posted, signed by Standard Webhooks.",
            "A tenant's hears of what it sent; the operator's (--operator) of everything."
        },
        subcommands = {
            WebhookCommand.Create.class,
            WebhookCommand.ListAll.class,
            WebhookCommand.Rotate.class,
            WebhookCommand.Test.class,
            WebhookCommand.History.class,
            WebhookCommand.Disable.class,
            WebhookCommand.Enable.class,
            WebhookCommand.Remove.class
        })
public final class WebhookCommand {

    private static final String ONCE = "\n\nThis is shown once; whoever receives the messages verifies them with it.";

    /** Whose a webhook is. */
    static final class Whose {

        @Option(names = "--tenant", paramLabel = "NAME", description = "the tenant's, which hears of what it sent")
        private @Nullable String tenant;

        @Option(names = "--operator", description = "the operator's, which hears of all tenants")
        private boolean operator;

        TenantId id(Session session) {
            return operator
                    ? WebhookRef.OPERATOR
                    : session.tenant(Objects.requireNonNull(tenant)).id();
        }
    }

    /** {@code webhook create}. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Have an address told of what happens from now on. Its secret is shown once.")
    static final class Create implements Callable<Integer> {

        @Spec
        private @Nullable CommandSpec spec;

        @CommandLine.ArgGroup(multiplicity = "1")
        private Whose whose = new Whose();

        @Option(
                names = "--url",
                required = true,
                paramLabel = "URL",
                description = "https, such as https://assessments.example.com/hooks/passback")
        private URI url = URI.create("");

        @Option(
                names = "--event",
                paramLabel = "TYPE",
                description = "what it is told of, such as submission.rejected; repeatable, all by default")
        private List<String> events = new ArrayList<>();

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            Set<EventType> chosen = events();
            if (url.getHost() == null
                    || !String.valueOf(url.getScheme()).matches("https?")
                    || url.getRawUserInfo() != null
                    || url.getRawFragment() != null) {
                throw wrong("--url must be an absolute URL such as https://assessments.example.com/hooks/passback,"
                        + " without user and fragment");
            }
            Secret secret = SigningSecret.generate();
            var sealing = Credentials.sealingKeys(Environment.current());
            UUID id = UUID.randomUUID();
            try (Session session = Session.open()) {
                WebhookRef ref = new WebhookRef(whose.id(session), id);
                session.await(new WebhookStore(session.pool())
                        .create(ref, url, chosen, sealing.seal(secret, ref), why.act()));
            }
            Credentials.caution(url);
            out.print(
                    new JsonObject().put("id", id.toString()).put("secret", secret.reveal()),
                    id + "\n" + secret.reveal() + ONCE + "\nTry it: ./passback webhook test " + id);
            return 0;
        }

        private Set<EventType> events() {
            return events.isEmpty()
                    ? EnumSet.allOf(EventType.class)
                    : events.stream().map(this::event).collect(Collectors.toSet());
        }

        private EventType event(String word) {
            return EventType.ofWord(word)
                    .orElseThrow(() -> wrong("there is no event '" + word + "'; there are "
                            + Arrays.stream(EventType.values())
                                    .map(EventType::word)
                                    .collect(Collectors.joining(", "))));
        }

        private CommandLine.ParameterException wrong(String message) {
            return new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(), message);
        }
    }

    /** {@code webhook list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all webhooks.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                List<WebhookView> all = session.await(new WebhookStore(session.pool()).list(Optional.empty()));
                Table table = new Table("ID", "WHOSE", "URL", "STATE", "WAITING", "FAILED");
                all.forEach(view -> table.add(
                        view.ref().id().toString(),
                        view.tenant().orElse("(operator)"),
                        view.url().toString(),
                        view.disabled().map(why -> "disabled: " + why).orElse("active"),
                        Integer.toString(view.waiting()),
                        Integer.toString(view.failed())));
                JsonObject object = new JsonObject()
                        .put(
                                "results",
                                new JsonArray(
                                        all.stream().map(WebhookCommand::json).toList()));
                out.print(object, table.text());
            }
            return 0;
        }
    }

    /** {@code webhook rotate}. */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Put a new secret in force; messages are signed with both until the overlap is over.")
    static final class Rotate implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "the webhook")
        private UUID id = new UUID(0, 0);

        @Option(
                names = "--overlap",
                paramLabel = "24h",
                description = "how long the old secret is signed with too; ${DEFAULT-VALUE} by default",
                defaultValue = "24h")
        private Duration overlap = WebhookStore.OVERLAP;

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            Secret secret = SigningSecret.generate();
            var sealing = Credentials.sealingKeys(Environment.current());
            try (Session session = Session.open()) {
                WebhookRef ref = ref(session, id);
                Changes.done(
                        session.await(new WebhookStore(session.pool())
                                .rotate(ref, sealing.seal(secret, ref), overlap, why.act())),
                        absent(id));
            }
            out.print(new JsonObject().put("id", id.toString()).put("secret", secret.reveal()), secret.reveal() + ONCE);
            return 0;
        }
    }

    /** {@code webhook test}. */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Have a message of the type webhook.test sent to it by a node with the role gateway.")
    static final class Test implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "the webhook")
        private UUID id = new UUID(0, 0);

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            UUID message = UUID.randomUUID();
            try (Session session = Session.open()) {
                WebhookRef ref = ref(session, id);
                Changes.done(
                        session.await(new WebhookStore(session.pool()).test(ref, message, why.act())),
                        "the webhook " + id + " is disabled; enable it first");
            }
            out.print(
                    new JsonObject().put("message", message.toString()),
                    "On its way as " + message + ". What came of it: ./passback webhook history " + id);
            return 0;
        }
    }

    /** {@code webhook history}. */
    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "List what it was sent in the last 30 days, newest first, and what came of it.")
    static final class History implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "the webhook")
        private UUID id = new UUID(0, 0);

        @Mixin
        private Paging paging = new Paging();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            int limit = paging.limit();
            try (Session session = Session.open()) {
                Page<MessageView> page = session.await(new WebhookStore(session.pool())
                        .history(ref(session, id), paging.after().map(UUID::fromString), limit));
                Table table = new Table("ID", "TYPE", "MADE", "STATE", "TRIES", "LAST");
                page.lines()
                        .forEach(message -> table.add(
                                message.id().toString(),
                                message.type(),
                                message.madeAt().toString(),
                                message.state(),
                                Integer.toString(message.tries().size()),
                                message.tries().isEmpty()
                                        ? "-"
                                        : last(message.tries().getLast())));
                out.print(page, WebhookCommand::json, message -> message.id().toString(), table);
            }
            return 0;
        }

        private static String last(MessageView.Try one) {
            return one.status().map(String::valueOf).orElse("")
                    + one.error().map(why -> " " + why).orElse("");
        }
    }

    /** {@code webhook disable}. */
    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Send it nothing more. What happens meanwhile it is never told of.")
    static final class Disable extends One {
        @Override
        Future<Acted> act(WebhookStore store, WebhookRef ref, Act act) {
            return store.disable(ref, act);
        }
    }

    /** {@code webhook enable}. */
    @Command(name = "enable", mixinStandardHelpOptions = true, description = "Have it told again.")
    static final class Enable extends One {
        @Override
        Future<Acted> act(WebhookStore store, WebhookRef ref, Act act) {
            return store.enable(ref, act);
        }
    }

    /** {@code webhook remove}. */
    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Remove it with its history.")
    static final class Remove extends One {
        @Override
        Future<Acted> act(WebhookStore store, WebhookRef ref, Act act) {
            return store.remove(ref, act);
        }
    }

    /** What is done with one. */
    abstract static sealed class One implements Callable<Integer> permits Disable, Enable, Remove {

        @Parameters(paramLabel = "ID", description = "the webhook")
        private UUID id = new UUID(0, 0);

        @Mixin
        private Why why = new Why();

        @Mixin
        private Out out = new Out();

        abstract Future<Acted> act(WebhookStore store, WebhookRef ref, Act act);

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                boolean changed = Changes.done(
                        session.await(act(new WebhookStore(session.pool()), ref(session, id), why.act())), absent(id));
                out.print(
                        new JsonObject().put("id", id.toString()).put("changed", changed),
                        changed ? "Done." : "It is so already.");
            }
            return 0;
        }
    }

    private static WebhookRef ref(Session session, UUID id) {
        return session.await(new WebhookStore(session.pool()).find(id, Optional.empty()))
                .map(WebhookView::ref)
                .orElseThrow(() -> new CommandFailure(absent(id)));
    }

    private static String absent(UUID id) {
        return "there is no webhook " + id + "; ./passback webhook list tells which there are";
    }

    private static JsonObject json(WebhookView view) {
        return new JsonObject()
                .put("id", view.ref().id().toString())
                .put("tenant", view.tenant().orElse(null))
                .put("url", view.url().toString())
                .put("events", new JsonArray(view.events()))
                .put("state", view.disabled().isPresent() ? "disabled" : "active")
                .put("reason", view.disabled().orElse(null))
                .put("createdAt", view.createdAt().toString())
                .put("waiting", view.waiting())
                .put("failed", view.failed())
                .put(
                        "oldSecretUntil",
                        view.oldSecretUntil().map(Object::toString).orElse(null));
    }

    private static JsonObject json(MessageView message) {
        return new JsonObject()
                .put("id", message.id().toString())
                .put("type", message.type())
                .put("body", message.body())
                .put("madeAt", message.madeAt().toString())
                .put("state", message.state())
                .put("dueAt", message.dueAt().map(Object::toString).orElse(null))
                .put(
                        "tries",
                        new JsonArray(message.tries().stream()
                                .map(one -> new JsonObject()
                                        .put("no", one.no())
                                        .put("at", one.at().toString())
                                        .put("tookMs", one.tookMs())
                                        .put("status", one.status().orElse(null))
                                        .put("error", one.error().orElse(null)))
                                .toList()));
    }
}
