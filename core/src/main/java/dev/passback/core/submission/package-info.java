/**
 * What a tenant service hands in: {@link ResultLink}, checked by {@link ResultLinkRules}, becomes a submission with a
 * {@link SubmissionId}, a {@link Target} and a {@link SubmissionState}.
 */
@NullMarked
package dev.passback.core.submission;

import org.jspecify.annotations.NullMarked;
