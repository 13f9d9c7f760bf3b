package dev.passback.core.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What an upstream said of its refusal.
 *
 * @param code the upstream's own code, such as {@code REMOTE.INPUT_INVALID}
 * @param title a fixed label
 * @param message the words for this case
 * @param logUrl where the upstream shows its own log of the call
 */
public record UpstreamError(
        @Nullable String code,
        @Nullable String title,
        @Nullable String message,
        @Nullable String logUrl) {}
