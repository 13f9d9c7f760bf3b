/**
 * Jobs, one act on many submissions: {@link JobListPage}, {@link NewJobPage} with its {@link JobPreview} of what would happen,
 * {@link JobCreateAction}, {@link JobPage} with {@link JobCancelAction}; {@link Jobs} puts them together. They only ask for jobs and
 * look at them: gateway nodes work them off.
 */
@NullMarked
package dev.passback.adminui.job;

import org.jspecify.annotations.NullMarked;
