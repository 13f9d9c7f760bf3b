/**
 * Traces by OpenTelemetry: {@link Tracing} begins them, {@link AttemptTrace} follows one attempt. Where nothing is exported, the same calls
 * reach OpenTelemetry's own no-op and nothing is stored.
 */
@NullMarked
package dev.passback.gateway.trace;

import org.jspecify.annotations.NullMarked;
