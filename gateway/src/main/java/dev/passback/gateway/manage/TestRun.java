package dev.passback.gateway.manage;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionView;
import dev.passback.db.submission.TestLinks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends a test link and looks after it until its first attempt is over, or the wait is. Any node may be the one that sends it. */
public final class TestRun {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Vertx vertx;
    private final TestLinks links;
    private final SubmissionHistory history;

    public TestRun(Vertx vertx, TestLinks links, SubmissionHistory history) {
        this.vertx = vertx;
        this.links = links;
        this.history = history;
    }

    /** Stores the link; nothing when there is no such integration. */
    public Future<Optional<SubmissionId>> send(IntegrationRef ref, Target target, ResultLink link, Act act) {
        return links.send(ref, target, link, act);
    }

    /** How it stands once its first attempt is over, or at the end of the wait. */
    public Future<SubmissionView> await(TenantId tenant, SubmissionId id, Duration wait) {
        return await(tenant, id, System.nanoTime() + wait.toNanos());
    }

    private Future<SubmissionView> await(TenantId tenant, SubmissionId id, long end) {
        return history.find(id, Optional.of(Set.of(tenant)))
                .map(Optional::orElseThrow)
                .compose(view -> {
                    boolean over = isOver(view.line()) || System.nanoTime() - end >= 0;
                    return over
                            ? Future.succeededFuture(view)
                            : vertx.timer(LOOK.toMillis()).compose(later -> await(tenant, id, end));
                });
    }

    private static boolean isOver(SubmissionLine line) {
        boolean open = line.state() == SubmissionState.QUEUED || line.state() == SubmissionState.SENDING;
        return !open || (line.state() == SubmissionState.QUEUED && line.attempts() > 0);
    }

    /** How it went, as it stands in answers. */
    public static JsonObject json(SubmissionView view) {
        SubmissionLine line = view.line();
        List<String> warnings = view.warnings().stream()
                .map(SubmissionView.WarningLine::message)
                .toList();
        return new JsonObject()
                .put("submission_id", line.id().toString())
                .put("state", line.state().word())
                .put("attempts", line.attempts())
                .put(
                        "outcome",
                        line.last().map(SubmissionLine.LastOutcome::kind).orElse(null))
                .put(
                        "reason",
                        line.last().map(SubmissionLine.LastOutcome::reason).orElse(null))
                .put("warnings", new JsonArray(warnings));
    }
}
