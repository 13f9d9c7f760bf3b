/**
 * Tenants and their keys: {@link TenantStore}.
 */
@NullMarked
package dev.passback.db.tenant;

import org.jspecify.annotations.NullMarked;
