package dev.passback.adminui.submission;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.PathId;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.adminui.page.FormText;
import dev.passback.db.submission.RevealStore;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /submissions/:id/reveal}: who wants to see what concerns the candidate says why, and may look for a while. */
public final class RevealAction {

    private final SubmissionHistory history;
    private final RevealStore reveals;
    private final SubmissionDetailPage page;
    private final Flashes flashes;

    public RevealAction(SubmissionHistory history, RevealStore reveals, SubmissionDetailPage page, Flashes flashes) {
        this.history = history;
        this.reveals = reveals;
        this.page = page;
        this.flashes = flashes;
    }

    /** Writes the reason down and goes back to the submission; or asks for one. */
    public void submit(RoutingContext ctx) {
        String reason = FormText.line(ctx.request().getFormAttribute("reason"));
        history.find(PathId.submission(ctx), Session.of(ctx).tenants())
                .map(found -> found.orElseThrow(() -> new HttpException(404)))
                .compose(view -> reason.isEmpty() ? page.askForReason(ctx, view) : reveal(ctx, view, reason))
                .onFailure(ctx::fail);
    }

    private Future<Void> reveal(RoutingContext ctx, SubmissionView view, String reason) {
        return reveals.reveal(view.line().tenant().id(), view.line().id(), Session.act(ctx, Optional.of(reason)))
                .onSuccess(noted -> {
                    flashes.say(ctx, Flash.REVEALED);
                    Redirect.to(ctx, "/submissions/" + view.line().id());
                })
                .mapEmpty();
    }
}
