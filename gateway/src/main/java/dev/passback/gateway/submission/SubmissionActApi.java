package dev.passback.gateway.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.Act;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionView;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.http.RequestOrigin;
import dev.passback.gateway.http.SelfUrl;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a tenant may do to its own submissions, and why: send again, cancel. A second press says that it changed nothing. */
public final class SubmissionActApi {

    private final SubmissionHistory history;
    private final SubmissionActions actions;

    public SubmissionActApi(SubmissionHistory history, SubmissionActions actions) {
        this.history = history;
        this.actions = actions;
    }

    private interface Change {
        Future<Boolean> make(TenantId tenant, SubmissionId id, Act act);
    }

    /** Answers {@code POST /v1/submissions/{id}/retry}. */
    public void retry(RoutingContext ctx) {
        change(ctx, actions::sendAgain, "it is being sent, is due already, or is delivered");
    }

    /** Answers {@code POST /v1/submissions/{id}/cancel}. */
    public void cancel(RoutingContext ctx) {
        change(ctx, actions::cancel, "only what is queued or held can be cancelled");
    }

    private void change(RoutingContext ctx, Change change, String otherwise) {
        Caller caller = Authentication.caller(ctx);
        TenantId tenant = caller.tenant().id();
        Act act = act(ctx, caller);
        SubmissionId.parse(String.valueOf(ctx.pathParam("submission")))
                .map(id -> change.make(tenant, id, act)
                        .compose(changed -> history.find(id, Optional.of(Set.of(tenant)))
                                .compose(found ->
                                        found.map(Future::succeededFuture).orElseGet(SubmissionActApi::unknown))
                                .onSuccess(view -> answer(ctx, view, changed, otherwise)))
                        .recover(failure ->
                                Future.failedFuture(failure instanceof ApiError ? failure : ApiError.unavailable())))
                .orElseGet(SubmissionActApi::unknown)
                .onFailure(ctx::fail);
    }

    private static void answer(RoutingContext ctx, SubmissionView view, boolean changed, String otherwise) {
        List<String> warnings = changed ? List.of() : List.of("Nothing was changed: " + otherwise + ".");
        Answers.success(
                ctx, 200, SubmissionJson.of(view, SelfUrl.of(ctx, view.line().id())), warnings);
    }

    private static Future<SubmissionView> unknown() {
        return Future.failedFuture(ApiError.notFound("This key's tenant has no submission with this id."));
    }

    private static Act act(RoutingContext ctx, Caller caller) {
        return new Act(
                "key:" + caller.keyId(),
                ActReason.read(ctx),
                RequestOrigin.of(ctx).address());
    }
}
