/**
 * Whose data it is, who asks and how much: {@link Tenant} with its {@link TenantLimits}, {@link TenantKey}, {@link Caller}, its
 * {@link Scope}s; for the platform itself {@link ManagementKey}, {@link ManagementCaller} and its {@link ManagementScope}s.
 */
@NullMarked
package dev.passback.core.tenant;

import org.jspecify.annotations.NullMarked;
