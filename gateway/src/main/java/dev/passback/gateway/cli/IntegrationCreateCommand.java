package dev.passback.gateway.cli;

import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.Tenant;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.gateway.Environment;
import dev.passback.gateway.upstream.BaseUrl;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
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

/** {@code integration create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Create an integration. Its credential is sealed at once; only gateway nodes can open it.")
final class IntegrationCreateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "what callers send as X-Integration-Id, taken as it is")
    private String id = "";

    @Option(names = "--tenant", required = true, paramLabel = "NAME", description = "whose it is")
    private String tenant = "";

    @Option(names = "--label", paramLabel = "TEXT", description = "its name for people; the id by default")
    private @Nullable String label;

    @Option(
            names = "--connector",
            paramLabel = "kombo",
            description = "kind of upstream: kombo",
            defaultValue = "kombo")
    private String connector = "kombo";

    @Option(
            names = "--base-url",
            required = true,
            paramLabel = "URL",
            description = "of the upstream, with its /v1, such as https://api.kombo.dev/v1")
    private URI baseUrl = URI.create("");

    @Option(
            names = "--credential-file",
            required = true,
            paramLabel = "FILE|-",
            description = "where the upstream's API key is; - is standard input")
    private String credentialFile = "";

    @Option(
            names = "--cap",
            paramLabel = "N",
            description = "most calls in flight; ${DEFAULT-VALUE} by default",
            defaultValue = "20")
    private int cap;

    @Option(
            names = "--wait",
            paramLabel = "10s",
            description = "how long a caller waits for the outcome; ${DEFAULT-VALUE} by default, at most 60s",
            defaultValue = "10s")
    private Duration answerWithin = Duration.ZERO;

    @Option(
            names = "--call-timeout",
            paramLabel = "60s",
            description = "how long one call may take; ${DEFAULT-VALUE} by default, at most 5m",
            defaultValue = "60s")
    private Duration callTimeout = Duration.ZERO;

    @Option(
            names = "--unsure",
            paramLabel = "retry|hold",
            description = "what follows an unsure outcome: send it again, marked, or hold it for a person",
            defaultValue = "retry")
    private RetryPolicy.UnsureRule unsure = RetryPolicy.UnsureRule.RETRY;

    @Option(
            names = "--unsure-wait",
            paramLabel = "10m",
            description = "least wait before an unsure one is sent again; ${DEFAULT-VALUE} by default",
            defaultValue = "10m")
    private Duration unsureWait = Duration.ZERO;

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        check();
        Environment environment = Environment.current();
        SealingKeys keys = Credentials.sealingKeys(environment);
        Secret credential = new Secret(Terminal.read(credentialFile, "credential"));
        try (Session session = Session.open(environment)) {
            Tenant owner = session.tenant(tenant);
            Integration integration = integration(owner);
            session.create(
                    new IntegrationStore(session.pool())
                            .create(integration, keys.seal(credential, integration.ref()), why.act()),
                    "the tenant \"" + tenant + "\" has an integration \"" + id + "\" already");
        }
        out.print(
                new JsonObject().put("id", id).put("tenant", tenant),
                "Integration \"" + id + "\" is there. Callers name it in the header X-Integration-Id.");
        return 0;
    }

    private void check() {
        if (!IntegrationRef.isId(id)) {
            throw wrong("ID " + IntegrationRef.ID_RULE);
        }
        if (!connector.equals("kombo")) {
            throw wrong("there is no connector '" + connector + "'; there is kombo");
        }
        BaseUrl.objection(baseUrl).ifPresent(objection -> {
            throw wrong("--base-url " + objection);
        });
        Credentials.caution(baseUrl);
    }

    private Integration integration(Tenant owner) {
        try {
            return new Integration(
                    new IntegrationRef(owner.id(), id),
                    label == null ? id : label,
                    connector,
                    BaseUrl.trimmed(baseUrl),
                    Integration.State.ACTIVE,
                    new Integration.Limits(cap, answerWithin, callTimeout),
                    new RetryPolicy(RetryPolicy.DEFAULT.waits(), RetryPolicy.DEFAULT.window(), unsure, unsureWait));
        } catch (IllegalArgumentException outOfRange) {
            throw wrong(String.valueOf(outOfRange.getMessage()));
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
