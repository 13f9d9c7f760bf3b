/**
 * Submissions: {@link SubmissionStore} accepts, {@link SubmissionHistory} and {@link TenantSubmissions} read, {@link
 * SubmissionActions} does what a person asks for.
 */
@NullMarked
package dev.passback.db.submission;

import org.jspecify.annotations.NullMarked;
