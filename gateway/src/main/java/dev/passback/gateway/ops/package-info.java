/**
 * Operations: {@link OpsServer} says whether the program lives and is ready, {@link Metrics} counts, {@link Build}
 * tells which version it is.
 */
@NullMarked
package dev.passback.gateway.ops;

import org.jspecify.annotations.NullMarked;
