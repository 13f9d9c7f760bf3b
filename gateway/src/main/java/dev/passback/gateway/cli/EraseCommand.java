package dev.passback.gateway.cli;

import dev.passback.core.submission.Target;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import dev.passback.db.retention.Erasure;
import dev.passback.db.retention.Erasure.Erased;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code erase}: a candidate has asked to be forgotten. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erase all that is stored of one candidate or application of a tenant: submissions in whatever state, attempts, answers, warnings,"
                    + " idempotency keys, exports that hold them, and the id wherever people wrote or searched for it.",
            "What was queued is not sent any more. A receipt stays in the audit log. Needs the role that owns the schema.",
            "Not reached: back-ups, the ATS itself, and logs, which name submissions but no candidates."
        })
public final class EraseCommand implements Callable<Integer> {

    private static final int LONGEST_MINUTES = 60;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--tenant", required = true, paramLabel = "NAME", description = "whose")
    private String tenantName = "";

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    /** One of the two. */
    static final class Whom {
        @Option(names = "--candidate", paramLabel = "ID", description = "as the tenant sent it")
        private @Nullable String candidate;

        @Option(names = "--application", paramLabel = "ID", description = "as the tenant sent it")
        private @Nullable String application;

        Target target() {
            return candidate != null
                    ? new Target(Target.Kind.CANDIDATE, candidate)
                    : new Target(Target.Kind.APPLICATION, String.valueOf(application));
        }
    }

    @Option(names = "--dry-run", description = "tell how much there is, and change nothing")
    private boolean dryRun;

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() throws Exception {
        Act act = why.act();
        if (!dryRun && act.reason().isEmpty()) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "an erasure needs a --reason, such as the request's number; it stays in the receipt");
        }
        try (Session session = Session.open()) {
            TenantId tenant = session.tenant(tenantName).id();
            Erasure erasure = new Erasure(session.pool());
            Erased erased = (dryRun
                            ? erasure.preview(tenant, whom.target())
                            : erasure.erase(tenant, whom.target(), act))
                    .await(LONGEST_MINUTES, TimeUnit.MINUTES);
            out.print(json(erased).put("dry_run", dryRun), text(erased));
        } catch (Erasure.RefusedException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()));
        }
        return 0;
    }

    private static JsonObject json(Erased erased) {
        return new JsonObject()
                .put("submissions", erased.submissions())
                .put("attempts", erased.attempts())
                .put("warnings", erased.warnings())
                .put("idempotency_keys", erased.idempotencyKeys())
                .put("exports", erased.exports())
                .put("mentions", erased.mentions());
    }

    private String text(Erased erased) {
        return "%s: %,d submissions with %,d attempts and %,d warnings, %,d idempotency keys, %,d exports as a whole, and %,d mentions."
                .formatted(
                        dryRun ? "Would be erased" : "Erased",
                        erased.submissions(),
                        erased.attempts(),
                        erased.warnings(),
                        erased.idempotencyKeys(),
                        erased.exports(),
                        erased.mentions());
    }
}
