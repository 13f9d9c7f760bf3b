/**
 * Jobs: {@link JobStore} is what the pages ask for and look at, {@link JobQueue} how nodes take them up and work them off,
 * {@link JobBatch} the one transaction in which a batch is acted on and the cursor moved.
 */
@NullMarked
package dev.passback.db.job;

import org.jspecify.annotations.NullMarked;
