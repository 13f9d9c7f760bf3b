/**
 * Submissions: {@link SubmissionStore} accepts, {@link SubmissionHistory} reads, {@link SubmissionActions} does what a
 * person asks for.
 */
@NullMarked
package dev.passback.db.submission;

import org.jspecify.annotations.NullMarked;
