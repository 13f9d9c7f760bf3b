/**
 * The queue: {@link DeliveryQueue} is claimed from and settled into; {@link Claimed} is a submission under a lease,
 * {@link Settlement} what is written down when its attempt is over.
 */
@NullMarked
package dev.passback.db.delivery;

import org.jspecify.annotations.NullMarked;
