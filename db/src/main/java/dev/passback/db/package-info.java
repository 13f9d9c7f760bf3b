/**
 * PostgreSQL: the only module that speaks SQL.
 *
 * <p>{@link Database} opens a pool for a {@link DatabaseAddress}; {@link Migrations} brings the schema up to date. The way of
 * one submission: {@code submission.SubmissionStore} accepts it, {@code delivery.DeliveryQueue} lets it be claimed and settled,
 * {@code submission.SubmissionHistory} shows it. {@link Batch} lets writes that come together share one statement. Each statement
 * stands above the method that uses it; a test prepares them all.
 */
@NullMarked
package dev.passback.db;

import org.jspecify.annotations.NullMarked;
