package dev.passback.db.submission;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.submission.TraceContext;
import java.time.Duration;
import java.util.Optional;

/**
 * A checked result link about to be accepted.
 *
 * @param keyId which key it came with
 * @param retryWindow how long it is tried
 * @param idempotency stored with it, unless it is in use
 * @param requestId what its caller calls the request
 * @param trace in which it was accepted, where traces are exported
 */
public record NewSubmission(
        SubmissionId id,
        IntegrationRef integration,
        String keyId,
        Target target,
        ResultLink link,
        Duration retryWindow,
        Optional<IdempotencyKey> idempotency,
        Optional<String> requestId,
        Optional<TraceContext> trace) {

    /** One whose caller gave it neither key nor name. */
    public NewSubmission(
            SubmissionId id,
            IntegrationRef integration,
            String keyId,
            Target target,
            ResultLink link,
            Duration retryWindow) {
        this(id, integration, keyId, target, link, retryWindow, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
