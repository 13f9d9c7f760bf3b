/** Jobs: one act on many submissions. {@link JobAct} is what is done to each, {@link JobState} where a job stands. */
@NullMarked
package dev.passback.core.job;

import org.jspecify.annotations.NullMarked;
