/**
 * Delivery: {@link DeliveryLoop} claims what is due, {@link DeliveryAttempt} sends and settles, {@link LeaseSweeper} settles
 * what dead processes held, {@link Slots} keeps each integration within its cap, {@link Waiters} tells callers that wait.
 *
 * <p>What follows an attempt is decided in {@link dev.passback.core.delivery.RetryPolicy}; that no two processes settle the same
 * claim is guaranteed by {@link dev.passback.db.delivery.DeliveryQueue}.
 */
@NullMarked
package dev.passback.gateway.delivery;

import org.jspecify.annotations.NullMarked;
