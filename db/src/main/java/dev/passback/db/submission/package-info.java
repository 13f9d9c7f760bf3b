/**
 * Submissions: {@link SubmissionStore} accepts, {@link SubmissionHistory} and {@link TenantSubmissions} read, {@link
 * SubmissionActions} does what a person asks for, {@link RevealStore} knows who may see what they say about candidates.
 */
@NullMarked
package dev.passback.db.submission;

import org.jspecify.annotations.NullMarked;
