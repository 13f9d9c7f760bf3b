/**
 * The Kombo-compatible door: {@link ResultLinkApi} takes result links, {@link SubmissionApi} tells what became of them.
 */
@NullMarked
package dev.passback.gateway.submission;

import org.jspecify.annotations.NullMarked;
