/**
 * Tenants and the keys that requests come with: {@link TenantStore}; who gives keys out asks {@link KeyStore}, and for those of
 * whoever runs the platform {@link ManagementKeyStore}.
 */
@NullMarked
package dev.passback.db.tenant;

import org.jspecify.annotations.NullMarked;
