/**
 * Submissions: {@link SubmissionListPage} shows those that {@link ListQuery} asks for, which {@link ListAddress} reads from the
 * address; {@link ListFilters} and {@link ListTabs} are what stands beside it, {@link DownloadAction} and {@link ViewActions} what one does with it.
 * {@link SubmissionDetailPage} shows all that is known of one, {@link ActAction} does what a person asks for. What is said about a submission is decided apart from the pages:
 * {@link WhatNext} what happens next and why, {@link Timeline} what happened, {@link Looks} the word, icon and colour of states
 * and outcomes; which acts are offered, and with which words, in {@link dev.passback.adminui.submission.act}.
 */
@NullMarked
package dev.passback.adminui.submission;

import org.jspecify.annotations.NullMarked;
