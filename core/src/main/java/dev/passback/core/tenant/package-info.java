/**
 * Whose data it is and who asks: {@link Tenant} with its {@link TenantLimits}, {@link TenantKey}, {@link Caller} and its
 * {@link Scope}s; {@link ManagementKey} and its {@link ManagementScope}s for whoever runs the platform.
 */
@NullMarked
package dev.passback.core.tenant;

import org.jspecify.annotations.NullMarked;
