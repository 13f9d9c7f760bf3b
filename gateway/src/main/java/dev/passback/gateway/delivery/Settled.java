package dev.passback.gateway.delivery;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.submission.SubmissionId;

/**
 * An attempt that is over and written down.
 *
 * @param attempt its number
 */
public record Settled(SubmissionId id, int attempt, AttemptResult result, NextStep next) {}
