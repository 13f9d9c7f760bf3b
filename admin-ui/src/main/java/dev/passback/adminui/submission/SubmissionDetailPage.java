package dev.passback.adminui.submission;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathId;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.page.Sentence;
import dev.passback.adminui.page.ShortText;
import dev.passback.adminui.page.Tone;
import dev.passback.adminui.problem.Remarks;
import dev.passback.adminui.submission.act.ActForm;
import dev.passback.adminui.submission.act.ActOffers;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.WebLink;
import dev.passback.db.problem.CauseStore;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.submission.RevealStore;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /submissions/:id}: all that is known of one submission, and what one can do about it. */
public final class SubmissionDetailPage {

    private static final int OTHERS = 6;
    private static final int LONG_ID = 24;

    /**
     * The page.
     *
     * @param sight whether what concerns the candidate is shown
     * @param curl the call as a command, where what concerns the candidate is shown
     * @param others newer and older ones for the same candidate or application
     * @param remarks what is known of its warnings and its failure
     */
    public record Model(
            Frame frame,
            SubmissionView view,
            Head head,
            Facts facts,
            ActOffers acts,
            Timeline timeline,
            Body request,
            Sight sight,
            Optional<String> curl,
            List<SubmissionRow> others,
            Remarks remarks) {}

    /**
     * Where it stands.
     *
     * @param heldUp the mark of an integration that does not send
     * @param next what happens next and why
     * @param doubled whether the ATS may show it twice already
     */
    public record Head(Badge state, Optional<Badge> heldUp, Sentence next, boolean doubled) {

        /** The colour of the whole: what keeps it from being sent comes first. */
        public Tone tone() {
            return heldUp.orElse(state).tone();
        }
    }

    /** What does not change. */
    public record Facts(
            ShortText id,
            ShortText target,
            ShortText integration,
            WebLink url,
            Moment accepted,
            Moment retryUntil,
            String targetSearch) {}

    private final SubmissionHistory history;
    private final RevealStore reveals;
    private final CauseStore causes;
    private final Pages pages;
    private final InstantSource clock;

    public SubmissionDetailPage(
            SubmissionHistory history, RevealStore reveals, CauseStore causes, Pages pages, InstantSource clock) {
        this.history = history;
        this.reveals = reveals;
        this.causes = causes;
        this.pages = pages;
        this.clock = clock;
    }

    /** Shows it. */
    public void show(RoutingContext ctx) {
        history.find(PathId.submission(ctx), Session.of(ctx).tenants())
                .map(found -> found.orElseThrow(() -> new HttpException(404)))
                .compose(view -> show(ctx, 200, view, Optional.empty(), false))
                .onFailure(ctx::fail);
    }

    /** Shows it with a form that lacks something, as it was filled in. */
    Future<Void> showAgain(RoutingContext ctx, SubmissionView view, ActForm returned) {
        return show(ctx, 422, view, Optional.of(returned), false);
    }

    /** Shows it with the form that reveals, which lacks a reason. */
    Future<Void> askForReason(RoutingContext ctx, SubmissionView view) {
        return show(ctx, 422, view, Optional.empty(), true);
    }

    private Future<Void> show(
            RoutingContext ctx, int status, SubmissionView view, Optional<ActForm> returned, boolean lacksReason) {
        Future<List<SubmissionLine>> others = history.others(view.line(), OTHERS);
        Future<Sight> sight = sight(Session.of(ctx), view.line(), lacksReason);
        Future<Remarks> remarks = Remarks.of(view, causes);
        return Future.all(others, sight, remarks)
                .map(all -> model(ctx, view, others.result(), sight.result(), remarks.result(), returned))
                .onSuccess(model -> pages.show(ctx, status, "submission/SubmissionDetailPage.jte", model))
                .mapEmpty();
    }

    private Future<Sight> sight(SignedIn who, SubmissionLine line, boolean lacksReason) {
        return who.role().includes(Role.SUPPORT)
                ? reveals.isRevealed(line.tenant().id(), line.id(), who.actor())
                        .map(revealed -> new Sight(revealed, true, lacksReason))
                : Future.succeededFuture(Sight.NEVER);
    }

    private Model model(
            RoutingContext ctx,
            SubmissionView view,
            List<SubmissionLine> others,
            Sight sight,
            Remarks remarks,
            Optional<ActForm> returned) {
        Instant now = clock.instant();
        Role role = Session.of(ctx).role();
        SubmissionLine line = view.line();
        return new Model(
                pages.frame(ctx, line.label()).in(Section.SUBMISSIONS),
                view,
                head(view, now),
                facts(line, sight, now),
                ActOffers.of(view, role, now, returned),
                Timeline.of(view, sight.revealed(), now),
                Body.ofSubmission(view.body(), sight.revealed()),
                sight,
                sight.revealed() && !view.body().isEmpty() ? Optional.of(Curl.of(view)) : Optional.empty(),
                others.stream().map(other -> SubmissionRow.of(other, now)).toList(),
                remarks);
    }

    private static Head head(SubmissionView view, Instant now) {
        SubmissionLine line = view.line();
        return new Head(
                Looks.of(line.state()),
                line.state() == SubmissionState.QUEUED ? Looks.of(line.integrationState()) : Optional.empty(),
                new WhatNext(view, now).sentence(),
                line.mayBeDoubled());
    }

    private static Facts facts(SubmissionLine line, Sight sight, Instant now) {
        return new Facts(
                ShortText.of(line.id().toString(), LONG_ID),
                ShortText.of(line.target().id(), LONG_ID),
                ShortText.of(line.integration(), LONG_ID),
                sight.revealed() ? WebLink.of(line.url()) : WebLink.masked(line.url()),
                Moment.of(line.acceptedAt(), now),
                Moment.of(line.retryUntil(), now),
                ListQuery.of(line.target()).path());
    }
}
