/**
 * What one attempt came to ({@link Outcome}), how an upstream's answer is read ({@link VerdictTable}), and what follows
 * ({@link RetryPolicy} gives a {@link NextStep}). All pure.
 */
@NullMarked
package dev.passback.core.delivery;

import org.jspecify.annotations.NullMarked;
