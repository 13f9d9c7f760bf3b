/**
 * The Kombo-compatible door: {@link ResultLinkApi} takes result links, {@link SubmissionApi} tells what became of
 * them, {@link SubmissionActApi} sends again and cancels.
 */
@NullMarked
package dev.passback.gateway.submission;

import org.jspecify.annotations.NullMarked;
