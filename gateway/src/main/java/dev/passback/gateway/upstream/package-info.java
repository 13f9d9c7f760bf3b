/**
 * What we speak to: {@link Connector} is the contract, {@link OutboundAddresses} keeps calls away from private networks,
 * {@link Echo} keeps our credential out of what comes back.
 */
@NullMarked
package dev.passback.gateway.upstream;

import org.jspecify.annotations.NullMarked;
