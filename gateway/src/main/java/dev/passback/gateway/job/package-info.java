/**
 * Jobs: {@link JobLoop} takes up what people asked for in the pages, {@link JobRun} works one off at its rate. That each submission
 * has its turn once, whatever dies, is guaranteed in {@link dev.passback.db.job.JobBatch}.
 */
@NullMarked
package dev.passback.gateway.job;

import org.jspecify.annotations.NullMarked;
