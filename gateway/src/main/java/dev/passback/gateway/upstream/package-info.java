/**
 * What we speak to: {@link Connector} is the contract, {@link OutboundAddresses} keeps calls away from private networks.
 */
@NullMarked
package dev.passback.gateway.upstream;

import org.jspecify.annotations.NullMarked;
