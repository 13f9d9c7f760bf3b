/**
 * What stands before and behind every page: {@link SecurityHeaders} on all answers, {@link Session} says who asks,
 * {@link Csrf} guards what changes something, {@link ReadablePath} and {@link PathId} read addresses, {@link Pages} renders, {@link ErrorPage} turns a
 * failure into a page, {@link Assets} serves styles and scripts.
 */
@NullMarked
package dev.passback.adminui.http;

import org.jspecify.annotations.NullMarked;
