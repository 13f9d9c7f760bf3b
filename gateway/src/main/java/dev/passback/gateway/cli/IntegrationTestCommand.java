package dev.passback.gateway.cli;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.Checked;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionView;
import dev.passback.db.submission.TestLinks;
import dev.passback.gateway.manage.TestRun;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code integration test}. Exit code 1 unless the link was delivered. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Send a test link and tell how it went.",
            "It is a submission like any other: a gateway must run, and the ATS shows the link."
        })
final class IntegrationTestCommand implements Callable<Integer> {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private IntegrationCommand.OneIntegration one = new IntegrationCommand.OneIntegration();

    /** A link is for one of the two. */
    static final class Whom {
        @Option(names = "--candidate", paramLabel = "ID", description = "Kombo's id of a candidate")
        private @Nullable String candidate;

        @Option(names = "--application", paramLabel = "ID", description = "Kombo's id of an application")
        private @Nullable String application;
    }

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "what the link leads to; ${DEFAULT-VALUE} by default",
            defaultValue = TestLinks.DEFAULT_URL)
    private String url = TestLinks.DEFAULT_URL;

    @Option(
            names = "--wait",
            paramLabel = "10s",
            description = "how long to wait for the outcome, at most 25s; ${DEFAULT-VALUE} by default",
            defaultValue = "10s")
    private Duration wait = Duration.ZERO;

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        Target target = target();
        ResultLink link = link();
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw wrong("--wait is at most 25s");
        }
        try (Session session = Session.open()) {
            IntegrationRef ref = one.ref(session);
            TestRun run =
                    new TestRun(session.vertx(), new TestLinks(session.pool()), new SubmissionHistory(session.pool()));
            SubmissionId id = session.await(run.send(ref, target, link, why.act()))
                    .orElseThrow(() -> new CommandFailure(one.absent()));
            SubmissionView view = session.await(run.await(ref.tenant(), id, wait));
            JsonObject outcome = TestRun.json(view);
            out.print(outcome, Terminal.lines(outcome));
            return view.line().state() == SubmissionState.DELIVERED ? 0 : 1;
        }
    }

    private Target target() {
        boolean ofCandidate = whom.candidate != null;
        String id = Objects.requireNonNullElse(ofCandidate ? whom.candidate : whom.application, "");
        if (!Target.isId(id)) {
            throw wrong("the id must have 1 to 200 characters");
        }
        return new Target(ofCandidate ? Target.Kind.CANDIDATE : Target.Kind.APPLICATION, id);
    }

    private ResultLink link() {
        return switch (TestLinks.link(url)) {
            case Checked.Valid good -> good.link();
            case Checked.Invalid bad ->
                throw wrong(
                        "--" + bad.violations().stream().map(Object::toString).collect(Collectors.joining("; ")));
        };
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
