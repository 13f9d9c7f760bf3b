/** Tenants at the API: {@link KeyApi}. */
@NullMarked
package dev.passback.gateway.tenant;

import org.jspecify.annotations.NullMarked;
