/**
 * Whose data it is and who asks: {@link Tenant}, {@link TenantKey}, {@link Caller} and its {@link Scope}s.
 */
@NullMarked
package dev.passback.core.tenant;

import org.jspecify.annotations.NullMarked;
