package dev.passback.adminui.testing;

import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What attempts came to. */
public final class Results {

    private static final Timing TIMING =
            new Timing(Duration.ofMillis(38), Duration.ofMillis(412), Duration.ofMillis(6));

    private Results() {}

    /** It was taken. */
    public static AttemptResult taken(String... warnings) {
        String body = "{\"status\":\"success\",\"data\":{},\"warnings\":[]}";
        Answer answer = new Answer(200, Map.of("content-type", "application/json"), body, false, Optional.empty());
        return new AttemptResult(new Outcome.Accepted(List.of(warnings)), Optional.of(answer), TIMING);
    }

    /** It was refused for good. */
    public static AttemptResult refused() {
        UpstreamError error = new UpstreamError(
                "REMOTE.INPUT_INVALID",
                "The connected tool rejected the input.",
                "Candidate has no active application to attach the result to.",
                "https://app.kombo.example/my-prod/logs?interactionId=918273");
        return new AttemptResult(
                new Outcome.Refused("the upstream answered 422 REMOTE.INPUT_INVALID"),
                Optional.of(answer(422, error)),
                TIMING);
    }

    /** It came too early. */
    public static AttemptResult busy() {
        UpstreamError error = new UpstreamError(
                "REMOTE.RATE_LIMIT_EXCEEDED",
                "The connected tool's rate limit was hit.",
                "Greenhouse asks to wait before sending more.",
                "https://app.kombo.example/my-prod/logs?interactionId=123456");
        return new AttemptResult(
                new Outcome.NotTaken(
                        "the upstream answered 429 REMOTE.RATE_LIMIT_EXCEEDED", Optional.of(Duration.ofSeconds(57))),
                Optional.of(answer(429, error)),
                TIMING);
    }

    /** The credential was refused. */
    public static AttemptResult blocked() {
        UpstreamError error = new UpstreamError(
                "PLATFORM.AUTHENTICATION_INVALID", "Authentication failed.", "The provided API key is invalid.", null);
        return new AttemptResult(
                new Outcome.Blocked("the upstream answered 401 PLATFORM.AUTHENTICATION_INVALID"),
                Optional.of(answer(401, error)),
                TIMING);
    }

    /** No answer came in time. */
    public static AttemptResult unsure() {
        return AttemptResult.unanswered(
                new Outcome.Unsure("the upstream gave no whole answer within 60 s"),
                new Timing(Duration.ofMillis(41), Duration.ofMinutes(1), Duration.ZERO));
    }

    /** The process that made the call is gone. */
    public static AttemptResult takenOver() {
        return AttemptResult.unanswered(
                new Outcome.Unsure("the process that was sending it ended before an answer was written down"),
                Timing.NONE);
    }

    private static Answer answer(int status, UpstreamError error) {
        String body = "{\"status\":\"error\",\"error\":{\"code\":\"" + error.code() + "\",\"title\":\"" + error.title()
                + "\",\"message\":\"" + error.message() + "\",\"log_url\":null}}";
        return new Answer(
                status,
                Map.of("content-type", "application/json", "ratelimit-reset", "57"),
                body,
                false,
                Optional.of(error));
    }
}
