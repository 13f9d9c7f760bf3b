package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * An idempotency key that is in use.
 *
 * @param requestHash tells the same request from another
 * @param submission what the first request with it became
 * @param answer what that was answered; nothing while it runs
 */
public record KeyedRequest(Buffer requestHash, SubmissionId submission, Optional<FirstAnswer> answer) {}
