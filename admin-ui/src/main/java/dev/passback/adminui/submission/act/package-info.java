/**
 * What a person may do to a submission: {@link ActKind} is the table of acts, {@link ActOffers} those that the page offers now,
 * {@link ActOffer} one of them with what pressing its button will do, {@link ActForm} what somebody filled in. They are done by
 * {@link dev.passback.adminui.submission.ActAction}; that each changes something once, and with its line in the audit log, is
 * guaranteed in {@link dev.passback.db.submission.SubmissionActions}.
 */
@NullMarked
package dev.passback.adminui.submission.act;

import org.jspecify.annotations.NullMarked;
