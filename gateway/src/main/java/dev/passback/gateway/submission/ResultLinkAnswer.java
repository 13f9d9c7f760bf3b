package dev.passback.gateway.submission;

import dev.passback.core.integration.Integration;
import dev.passback.core.submission.SubmissionId;
import dev.passback.db.submission.FirstAnswer;
import dev.passback.gateway.http.Answers;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Words the answer to one result link. Delivered or waiting, it is a success, for the link is safe with us; refused for good, it
 * is the upstream's own error.
 *
 * @param self where the submission can be asked for
 */
record ResultLinkAnswer(SubmissionId id, String self, Integration integration) {

    /** Right after the commit, as the caller preferred. */
    FirstAnswer stored() {
        Standing standing = Standing.stored("you asked not to wait");
        return success(202, standing, List.of(queued(standing)));
    }

    /** When the outcome is known, or the wait is over. */
    FirstAnswer standing(Standing standing) {
        return switch (standing.state()) {
            case DELIVERED -> success(200, standing, standing.warnings());
            case REJECTED -> refused(standing);
            case QUEUED, SENDING -> success(200, standing, List.of(queued(standing)));
            case HELD -> success(200, standing, List.of(held(standing)));
            case EXPIRED, CANCELLED -> success(200, standing, List.of(gaveUp(standing)));
        };
    }

    private static FirstAnswer refused(Standing standing) {
        RefusedAnswer refused = RefusedAnswer.of(standing.answer(), standing.why());
        return new FirstAnswer(refused.status(), refused.body().toString());
    }

    private FirstAnswer success(int status, Standing standing, List<String> warnings) {
        JsonObject data = new JsonObject()
                .put("submission_id", id.toString())
                .put("state", standing.state().word())
                .put("attempts", standing.attempts())
                .put("self", self);
        return new FirstAnswer(status, Answers.successBody(data, warnings).encode());
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
        return "GET " + self + " tells what became of it.";
    }
}
