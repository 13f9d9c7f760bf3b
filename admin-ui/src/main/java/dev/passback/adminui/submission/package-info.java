/**
 * Submissions: {@link SubmissionListPage} shows those that {@link ListQuery} asks for, {@link SubmissionDetailPage} all that is
 * known of one, {@link SendAgainAction} makes one due. What is said about a submission is decided apart from the pages:
 * {@link WhatNext} what happens next and why, {@link Timeline} what happened, {@link SendAgainOffer} what pressing the button
 * would do, {@link Looks} the word, icon and colour of states and outcomes.
 */
@NullMarked
package dev.passback.adminui.submission;

import org.jspecify.annotations.NullMarked;
