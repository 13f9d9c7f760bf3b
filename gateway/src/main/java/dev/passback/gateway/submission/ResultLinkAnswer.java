package dev.passback.gateway.submission;

import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.gateway.delivery.Settled;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.SelfUrl;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one result link. Delivered or waiting, it is a success, for the link is safe with us; refused for good, it is the
 * upstream's own error.
 */
final class ResultLinkAnswer {

    private final RoutingContext ctx;
    private final SubmissionId id;
    private final Integration integration;
    private final Duration within;

    ResultLinkAnswer(RoutingContext ctx, SubmissionId id, Integration integration, Duration within) {
        this.ctx = ctx;
        this.id = id;
        this.integration = integration;
        this.within = within;
    }

    /** Right after the commit, as the caller preferred. */
    void stored() {
        ctx.response().putHeader("Preference-Applied", "respond-async").putHeader(HttpHeaders.LOCATION, self());
        success(202, data(SubmissionState.QUEUED, 0), List.of(queued("it is being sent")));
    }

    /** When the outcome is known, or was not in time. */
    void outcome(Optional<Settled> known) {
        if (known.isEmpty()) {
            String why = integration.state() == Integration.State.ACTIVE
                    ? "the ATS had not answered after " + Words.of(within)
                    : "its integration is " + integration.state().word();
            success(200, data(SubmissionState.QUEUED, 0), List.of(queued(why)));
            return;
        }
        Settled settled = known.get();
        switch (settled.next()) {
            case NextStep.Delivered done -> delivered(settled);
            case NextStep.Rejected no -> refused(settled);
            case NextStep.Expired late -> waiting(settled, gaveUp(settled));
            case NextStep.Held held -> waiting(settled, held(settled));
            case NextStep.Again again -> waiting(settled, again(settled, again));
            case NextStep.AwaitRelease wall -> waiting(settled, blocked(settled));
        }
    }

    private void delivered(Settled settled) {
        List<String> warnings =
                settled.result().outcome() instanceof Outcome.Accepted taken ? taken.warnings() : List.of();
        success(200, data(SubmissionState.DELIVERED, settled.attempt()), warnings);
    }

    private void waiting(Settled settled, String warning) {
        success(200, data(settled.next().state(), settled.attempt()), List.of(warning));
    }

    private void refused(Settled settled) {
        header();
        RefusedAnswer refused = RefusedAnswer.of(
                settled.result().answer(), settled.result().outcome().reason());
        Answers.raw(ctx, refused.status(), refused.body());
    }

    private void success(int status, JsonObject data, List<String> warnings) {
        header();
        Answers.success(ctx, status, data, new ArrayList<>(warnings));
    }

    private void header() {
        ctx.response().putHeader("Passback-Submission-Id", id.toString());
    }

    private JsonObject data(SubmissionState state, int attempts) {
        return new JsonObject()
                .put("submission_id", id.toString())
                .put("state", state.word())
                .put("attempts", attempts)
                .put("self", self());
    }

    private String queued(String why) {
        return "Queued by Passback, not delivered yet: " + why + ". It is retried for up to "
                + Words.of(integration.retry().window()) + ". " + ask();
    }

    private String again(Settled settled, NextStep.Again again) {
        return "Queued by Passback, not delivered yet: " + reason(settled) + ". It is sent again in "
                + Words.of(again.delay()) + " and retried for up to "
                + Words.of(integration.retry().window()) + ". " + ask();
    }

    private String blocked(Settled settled) {
        return "Queued by Passback, not delivered yet: " + reason(settled)
                + ". The integration is blocked until that is mended; then it is sent by itself. " + ask();
    }

    private String held(Settled settled) {
        return "Held by Passback: " + reason(settled)
                + ", so the ATS may or may not have it. A person decides whether it is sent again. " + ask();
    }

    private String gaveUp(Settled settled) {
        return "Not delivered: " + reason(settled)
                + ", and the time for retries is used up. A person can send it again. " + ask();
    }

    private String ask() {
        return "GET " + self() + " tells what became of it.";
    }

    private static String reason(Settled settled) {
        return settled.result().outcome().reason();
    }

    private String self() {
        return SelfUrl.of(ctx, id);
    }
}
