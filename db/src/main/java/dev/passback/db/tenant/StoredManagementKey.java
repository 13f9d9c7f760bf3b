package dev.passback.db.tenant;

import dev.passback.core.tenant.ManagementScope;
import io.vertx.core.buffer.Buffer;
import java.util.Set;

/**
 * A management key as the database knows it.
 *
 * @param usable false once it is revoked or expired, by the database's clock
 */
public record StoredManagementKey(String id, Set<ManagementScope> scopes, Buffer hash, boolean usable) {
    public StoredManagementKey {
        scopes = Set.copyOf(scopes);
    }
}
