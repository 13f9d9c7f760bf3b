package dev.passback.gateway.cli;

import dev.passback.core.credential.Secret;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.webhook.EventType;
import dev.passback.core.webhook.SigningSecret;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.core.webhook.WebhookUrl;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.gateway.Environment;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
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
import picocli.CommandLine.Spec;

/** {@code webhook create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Have an address told of what happens from now on. Its secret is shown once.")
final class WebhookCreateCommand implements Callable<Integer> {

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

    @Spec
    private @Nullable CommandSpec spec;

    @CommandLine.ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "https, such as https://assessments.example.com/hooks/passback")
    private String url = "";

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
        URI address = WebhookUrl.read(url).orElseThrow(() -> wrong("--url " + WebhookUrl.RULE));
        Secret secret = SigningSecret.generate();
        var sealing = Credentials.sealingKeys(Environment.current());
        UUID id = UUID.randomUUID();
        try (Session session = Session.open()) {
            WebhookRef ref = new WebhookRef(whose.id(session), id);
            session.await(new WebhookStore(session.pool())
                    .create(ref, address, chosen, sealing.seal(secret, ref), why.act()));
        }
        Credentials.caution(address);
        out.print(
                new JsonObject().put("id", id.toString()).put("secret", secret.reveal()),
                id + "\n" + secret.reveal() + WebhookCommand.ONCE + "\nTry it: ./passback webhook test " + id);
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
                        + Arrays.stream(EventType.values()).map(EventType::word).collect(Collectors.joining(", "))));
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
