/**
 * What the sandbox has seen: {@link dev.passback.gateway.sandbox.ledger.Ledger} keeps the calls and counts them,
 * {@link dev.passback.gateway.sandbox.ledger.InFlight} counts those that are not answered yet. Both may be read from any
 * thread.
 */
@NullMarked
package dev.passback.gateway.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
