/**
 * Whose data it is, who asks and how much: {@link Tenant}, {@link TenantKey}, {@link Caller}, its {@link Scope}s and {@link Limits}.
 */
@NullMarked
package dev.passback.core.tenant;

import org.jspecify.annotations.NullMarked;
