package dev.passback.gateway.submission;

import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.SelfUrl;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * The answer to one result link. Delivered or waiting, it is a success, for the link is safe with us; refused for good, it is the
 * upstream's own error.
 */
final class ResultLinkAnswer {

    private final RoutingContext ctx;
    private final SubmissionId id;
    private final Integration integration;

    ResultLinkAnswer(RoutingContext ctx, SubmissionId id, Integration integration) {
        this.ctx = ctx;
        this.id = id;
        this.integration = integration;
    }

    /** Right after the commit, as the caller preferred. */
    void stored() {
        ctx.response().putHeader("Preference-Applied", "respond-async").putHeader(HttpHeaders.LOCATION, self());
        Standing standing = Standing.stored("you asked not to wait");
        success(202, standing, List.of(queued(standing)));
    }

    /** When the outcome is known, or the wait is over. */
    void standing(Standing standing) {
        switch (standing.state()) {
            case DELIVERED -> success(200, standing, standing.warnings());
            case REJECTED -> refused(standing);
            case QUEUED, SENDING -> success(200, standing, List.of(queued(standing)));
            case HELD -> success(200, standing, List.of(held(standing)));
            case EXPIRED, CANCELLED -> success(200, standing, List.of(gaveUp(standing)));
        }
    }

    private void refused(Standing standing) {
        header();
        RefusedAnswer refused = RefusedAnswer.of(standing.answer(), standing.why());
        Answers.raw(ctx, refused.status(), refused.body());
    }

    private void success(int status, Standing standing, List<String> warnings) {
        header();
        JsonObject data = new JsonObject()
                .put("submission_id", id.toString())
                .put("state", standing.state().word())
                .put("attempts", standing.attempts())
                .put("self", self());
        Answers.success(ctx, status, data, warnings);
    }

    private void header() {
        ctx.response().putHeader("Passback-Submission-Id", id.toString());
    }

    private String queued(Standing standing) {
        String next = standing.delay()
                .map(delay -> " It is sent again in " + Words.of(delay) + " and")
                .orElse(" It is");
        return "Queued by Passback, not delivered yet: " + standing.why() + "." + next + " tried for up to "
                + Words.of(integration.retry().window()) + ". " + ask();
    }

    private String held(Standing standing) {
        return "Held by Passback: " + standing.why()
                + ", so the ATS may or may not have it. A person decides whether it is sent again. " + ask();
    }

    private String gaveUp(Standing standing) {
        return "Not delivered: " + standing.why() + ". Passback does not try again unless a person says so. " + ask();
    }

    private String ask() {
        return "GET " + self() + " tells what became of it.";
    }

    private String self() {
        return SelfUrl.of(ctx, id);
    }
}
