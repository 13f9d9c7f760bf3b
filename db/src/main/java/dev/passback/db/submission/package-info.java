/**
 * Submissions: {@link SubmissionStore} accepts, {@link SubmissionHistory} reads one with all its history, {@link SubmissionList} and {@link
 * TenantSubmissions} read lists, for staff and for tenants. What staff ask for becomes a {@link SubmissionFilter} by {@link SubmissionFilters};
 * what each term of it means for a row stands in {@code Criteria}, and whoever acts on all that match takes {@link
 * SubmissionFilter#where}. {@link SubmissionActions} does what a person asks for, {@link RevealStore} knows who may see what they say about candidates.
 */
@NullMarked
package dev.passback.db.submission;

import org.jspecify.annotations.NullMarked;
