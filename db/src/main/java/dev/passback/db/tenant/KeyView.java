package dev.passback.db.tenant;

import dev.passback.core.tenant.Scope;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * A tenant's key as people see it: never its secret, nor the hash of it.
 *
 * @param usable false once it is revoked or expired, by the database's clock
 * @param lastUsedAt to the minute
 * @param replacedBy the id of the key that took over from it
 */
public record KeyView(
        String id,
        String label,
        Set<Scope> scopes,
        boolean usable,
        OffsetDateTime createdAt,
        Optional<OffsetDateTime> expiresAt,
        Optional<OffsetDateTime> revokedAt,
        Optional<OffsetDateTime> lastUsedAt,
        Optional<String> replacedBy) {
    public KeyView {
        scopes = Set.copyOf(scopes);
    }
}
