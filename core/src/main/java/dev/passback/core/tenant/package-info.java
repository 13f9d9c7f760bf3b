/**
 * Whose data it is and who asks: {@link Tenant}, {@link TenantKey}, {@link Caller} and its {@link Scope}s; for the platform itself
 * {@link ManagementKey}, {@link ManagementCaller} and its {@link ManagementScope}s.
 */
@NullMarked
package dev.passback.core.tenant;

import org.jspecify.annotations.NullMarked;
