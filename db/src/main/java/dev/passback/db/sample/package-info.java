/**
 * A database full of submissions that never were, for measuring and for trying. {@link SampleDatabase} is the way in: it makes the
 * tenants and integrations of {@link SampleWorld}, lets {@link SampleStories} tell what became of each submission, spread over the days by
 * {@link SampleDays}, and writes it by COPY, a month at a time ({@link MonthlyTable}). The columns that are written stand in
 * {@link SampleColumns}: a new column of one of these tables is one line there.
 */
@NullMarked
package dev.passback.db.sample;

import org.jspecify.annotations.NullMarked;
