package dev.passback.adminui.submission;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.PathId;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.adminui.submission.act.ActForm;
import dev.passback.adminui.submission.act.ActKind;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /submissions/:id/send-again} and the other acts: does it, with the name of who asked and why. */
public final class ActAction {

    private final ActKind kind;
    private final SubmissionHistory history;
    private final SubmissionActions actions;
    private final SubmissionDetailPage page;
    private final Flashes flashes;

    public ActAction(
            ActKind kind,
            SubmissionHistory history,
            SubmissionActions actions,
            SubmissionDetailPage page,
            Flashes flashes) {
        this.kind = kind;
        this.history = history;
        this.actions = actions;
        this.page = page;
        this.flashes = flashes;
    }

    /** Does it and goes back to the submission, which tells whether anything changed; or shows the form again. */
    public void submit(RoutingContext ctx) {
        ActForm form = ActForm.read(ctx.request(), kind);
        history.find(PathId.submission(ctx), Session.of(ctx).tenants())
                .map(found -> found.orElseThrow(() -> new HttpException(404)))
                .compose(view -> act(ctx, view, form))
                .onFailure(ctx::fail);
    }

    private Future<Void> act(RoutingContext ctx, SubmissionView view, ActForm form) {
        if (form.isComplete(view)) {
            return kind.make(actions, view, Session.act(ctx, Optional.of(form.reason())))
                    .onSuccess(flash -> back(ctx, view, flash))
                    .mapEmpty();
        }
        if (kind.worksIn(view.line().state())) {
            return page.showAgain(ctx, view, form);
        }
        back(ctx, view, kind.unchanged());
        return Future.succeededFuture();
    }

    private void back(RoutingContext ctx, SubmissionView view, Flash flash) {
        flashes.say(ctx, flash);
        Redirect.to(ctx, "/submissions/" + view.line().id());
    }
}
