package dev.passback.gateway.job;

import dev.passback.db.job.JobBatch;
import dev.passback.db.job.JobQueue;
import dev.passback.db.job.Selection;
import dev.passback.db.live.Changes;

/**
 * What jobs are worked off with.
 *
 * @param selection on a pool that plans for the values at hand, and is not the engine's: a long look for what matches takes no
 *     connection from an acceptance
 */
public record JobWork(JobQueue queue, JobBatch batches, Selection selection, Changes changes) {}
