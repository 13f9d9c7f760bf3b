/**
 * What people type to find submissions: {@link dev.passback.core.submission.query.QueryReader} makes a
 * {@link dev.passback.core.submission.query.SubmissionQuery} of {@link dev.passback.core.submission.query.Term}s from a text, or one
 * {@link dev.passback.core.submission.query.Objection}. What may be asked for is the list
 * {@link dev.passback.core.submission.query.QueryKey}; what it means for rows is db's {@code SubmissionFilter}.
 */
@NullMarked
package dev.passback.core.submission.query;

import org.jspecify.annotations.NullMarked;
