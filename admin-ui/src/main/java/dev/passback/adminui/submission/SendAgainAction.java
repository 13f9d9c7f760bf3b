package dev.passback.adminui.submission;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.PathId;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.audit.Act;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** {@code POST /submissions/:id/send-again}: makes it due now, with the name of who asked and why. */
public final class SendAgainAction {

    private static final int LONGEST_REASON = 500;

    private final SubmissionHistory history;
    private final SubmissionActions actions;
    private final Flashes flashes;

    public SendAgainAction(SubmissionHistory history, SubmissionActions actions, Flashes flashes) {
        this.history = history;
        this.actions = actions;
        this.flashes = flashes;
    }

    /** Does it, and goes back to the submission, which tells whether anything changed. */
    public void submit(RoutingContext ctx) {
        SubmissionId id = PathId.submission(ctx);
        history.find(id, Optional.empty())
                .map(found -> found.orElseThrow(() -> new HttpException(404)))
                .compose(view -> sendAgain(ctx, view))
                .onSuccess(flash -> {
                    flashes.say(ctx, flash);
                    Redirect.to(ctx, "/submissions/" + id);
                })
                .onFailure(ctx::fail);
    }

    private Future<Flash> sendAgain(RoutingContext ctx, SubmissionView view) {
        if (WhatNext.mayHaveArrived(view) && ctx.request().getFormAttribute("doubling") == null) {
            return Future.succeededFuture(Flash.CONFIRM_DOUBLING);
        }
        return actions.sendAgain(view.line().tenant().id(), view.line().id(), act(ctx))
                .map(changed -> changed ? Flash.SENT_AGAIN : Flash.NOTHING_CHANGED);
    }

    private static Act act(RoutingContext ctx) {
        Optional<String> reason = Optional.ofNullable(ctx.request().getFormAttribute("reason"))
                .map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text);
        return new Act(
                "staff:" + Session.of(ctx).staff(),
                reason,
                ctx.request().remoteAddress().hostAddress());
    }
}
