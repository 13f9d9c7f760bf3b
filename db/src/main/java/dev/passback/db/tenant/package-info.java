/**
 * Tenants and their keys: {@link TenantStore}; {@link ManagementKeyLookup} finds the keys of whoever runs the platform. For nodes that
 * remember keys, {@link KeyChanges} tells what changed lately and {@link KeyUses} takes down what was used.
 */
@NullMarked
package dev.passback.db.tenant;

import org.jspecify.annotations.NullMarked;
