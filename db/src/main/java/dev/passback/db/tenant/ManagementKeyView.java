package dev.passback.db.tenant;

import dev.passback.core.tenant.ManagementScope;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * A management key as people see it: never its secret, nor the hash of it.
 *
 * @param usable false once it is revoked or expired, by the database's clock
 * @param lastUsedAt to the minute
 */
public record ManagementKeyView(
        String id,
        String label,
        Set<ManagementScope> scopes,
        boolean usable,
        OffsetDateTime createdAt,
        Optional<OffsetDateTime> expiresAt,
        Optional<OffsetDateTime> revokedAt,
        Optional<OffsetDateTime> lastUsedAt) {
    public ManagementKeyView {
        scopes = Set.copyOf(scopes);
    }
}
