package dev.passback.gateway.cli;

import dev.passback.core.credential.Secret;
import dev.passback.core.webhook.SigningSecret;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.Acted;
import dev.passback.db.Page;
import dev.passback.db.audit.Act;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.db.webhook.WebhookView;
import dev.passback.gateway.Environment;
import dev.passback.gateway.manage.WebhookJson;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code webhook}: who is told of what happens. */
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        description = {
            "Who is told of what happens: addresses to which messages are posted, signed by Standard Webhooks.",
            "A tenant's hears of what it sent; the operator's (--operator) of everything."
        },
        subcommands = {
            WebhookCreateCommand.class,
            WebhookCommand.ListAll.class,
            WebhookCommand.Rotate.class,
            WebhookCommand.Test.class,
            WebhookHistoryCommand.class,
            WebhookCommand.Disable.class,
            WebhookCommand.Enable.class,
            WebhookCommand.Remove.class
        })
public final class WebhookCommand {

    static final String ONCE = "\n\nThis is shown once; whoever receives the messages verifies them with it.";

    /** {@code webhook list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all webhooks.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Paging paging = new Paging();

        @Mixin
        private Out out = new Out();

        @Override
        public Integer call() {
            int limit = paging.limit();
            Optional<UUID> after = paging.after().map(UUID::fromString);
            try (Session session = Session.open()) {
                Page<WebhookView> page =
                        session.await(new WebhookStore(session.pool()).list(Optional.empty(), after, limit));
                Table table = new Table("ID", "WHOSE", "URL", "STATE", "WAITING", "FAILED");
                page.lines()
                        .forEach(view -> table.add(
                                view.ref().id().toString(),
                                view.tenant().orElse("(operator)"),
                                view.url().toString(),
                                view.disabled().map(why -> "disabled: " + why).orElse("active"),
                                Integer.toString(view.waiting()),
                                Integer.toString(view.failed())));
                out.print(page, WebhookJson::of, view -> view.ref().id().toString(), table);
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

    static WebhookRef ref(Session session, UUID id) {
        return session.await(new WebhookStore(session.pool()).find(id, Optional.empty()))
                .map(WebhookView::ref)
                .orElseThrow(() -> new CommandFailure(absent(id)));
    }

    private static String absent(UUID id) {
        return "there is no webhook " + id + "; ./passback webhook list tells which there are";
    }
}
