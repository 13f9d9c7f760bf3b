package dev.passback.core.submission;

/**
 * A result link that has passed {@link ResultLinkRules}.
 *
 * @param label what the ATS shows, at most 1,000 characters
 * @param url where the result is, http or https, at most 4,000 characters
 * @param body the whole body to the letter as it was received: it is stored and sent, so that keys unknown to us arrive too
 */
public record ResultLink(String label, String url, String body) {}
