package dev.passback.gateway.cli;

import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.integration.IntegrationView;
import dev.passback.gateway.manage.IntegrationJson;
import dev.passback.gateway.upstream.BaseUrl;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code integration change}. */
@Command(
        name = "change",
        mixinStandardHelpOptions = true,
        description =
                "Change settings of an integration. What is not named stays as it is; the next attempt goes by it.")
final class IntegrationChangeCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private IntegrationCommand.OneIntegration one = new IntegrationCommand.OneIntegration();

    @Option(names = "--label", paramLabel = "TEXT", description = "its name for people")
    private @Nullable String label;

    @Option(names = "--base-url", paramLabel = "URL", description = "of the upstream, with its /v1")
    private @Nullable URI baseUrl;

    @Option(names = "--cap", paramLabel = "N", description = "most calls in flight")
    private @Nullable Integer cap;

    @Option(names = "--wait", paramLabel = "10s", description = "how long a caller waits for the outcome, at most 60s")
    private @Nullable Duration answerWithin;

    @Option(names = "--call-timeout", paramLabel = "60s", description = "how long one call may take, at most 5m")
    private @Nullable Duration callTimeout;

    @Option(
            names = "--retry-waits",
            paramLabel = "5s,30s,2m",
            split = ",",
            description = "the wait after the first attempt, the second and so on; the last one repeats")
    private List<Duration> retryWaits = new ArrayList<>();

    @Option(names = "--window", paramLabel = "72h", description = "how long a submission is tried")
    private @Nullable Duration window;

    @Option(names = "--unsure", paramLabel = "retry|hold", description = "what follows an unsure outcome")
    private RetryPolicy.@Nullable UnsureRule unsure;

    @Option(names = "--unsure-wait", paramLabel = "10m", description = "least wait before an unsure one is sent again")
    private @Nullable Duration unsureWait;

    @Option(
            names = "--add-result-links",
            paramLabel = "true|false",
            arity = "1",
            description = "whether callers may post result links for it")
    private @Nullable Boolean addResultLinks;

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        if (baseUrl != null) {
            BaseUrl.objection(baseUrl).ifPresent(objection -> {
                throw wrong("--base-url " + objection);
            });
            Credentials.caution(baseUrl);
        }
        try (Session session = Session.open()) {
            IntegrationView was = one.view(session);
            Changes.made(
                    session.await(new IntegrationSettings(session.pool())
                            .change(wanted(was.integration()), was.version(), why.act())),
                    one.absent());
            JsonObject shown = IntegrationJson.of(one.view(session));
            out.print(shown, Terminal.lines(shown));
        }
        return 0;
    }

    private Integration wanted(Integration was) {
        try {
            return new Integration(
                    was.ref(),
                    or(label, was.label()),
                    was.connector(),
                    baseUrl == null ? was.baseUrl() : BaseUrl.trimmed(baseUrl),
                    was.state(),
                    new Integration.Limits(
                            or(cap, was.limits().cap()),
                            or(answerWithin, was.limits().answerWithin()),
                            or(callTimeout, was.limits().callTimeout())),
                    new RetryPolicy(
                            retryWaits.isEmpty() ? was.retry().waits() : retryWaits,
                            or(window, was.retry().window()),
                            or(unsure, was.retry().unsure()),
                            or(unsureWait, was.retry().unsureWait())),
                    or(addResultLinks, was.mayAddResultLinks()));
        } catch (IllegalArgumentException outOfRange) {
            throw wrong(String.valueOf(outOfRange.getMessage()));
        }
    }

    private static <T> T or(@Nullable T named, T was) {
        return named == null ? was : named;
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
