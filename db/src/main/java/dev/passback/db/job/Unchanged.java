package dev.passback.db.job;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import java.util.Optional;

/**
 * A submission on which a job changed nothing.
 *
 * @param found its state then
 * @param refusal what the database said, where it refused
 */
public record Unchanged(SubmissionId id, String tenant, SubmissionState found, Optional<String> refusal) {}
