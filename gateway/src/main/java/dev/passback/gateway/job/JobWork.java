package dev.passback.gateway.job;

import dev.passback.db.job.JobBatch;
import dev.passback.db.job.JobQueue;
import dev.passback.db.live.Changes;
import dev.passback.db.submission.SubmissionHistory;

/**
 * What jobs are worked off with.
 *
 * @param history on a pool that plans for the values at hand, and is not the engine's: a long look for what matches takes no
 *     connection from an acceptance
 */
public record JobWork(JobQueue queue, JobBatch batches, SubmissionHistory history, Changes changes) {}
