/**
 * Tenants at the API: {@link KeyRing} tells whom a key identifies, {@link KeyApi} answers a caller who asks.
 */
@NullMarked
package dev.passback.gateway.tenant;

import org.jspecify.annotations.NullMarked;
