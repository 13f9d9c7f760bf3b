/**
 * Tenants and the keys that requests come with: {@link TenantStore}, and {@link ManagementKeyLookup} for those of whoever runs the
 * platform; who gives keys out asks {@link KeyStore} and {@link ManagementKeyStore}. For nodes that remember keys, {@link KeyChanges}
 * tells what changed lately and {@link KeyUses} takes down what was used.
 */
@NullMarked
package dev.passback.db.tenant;

import org.jspecify.annotations.NullMarked;
