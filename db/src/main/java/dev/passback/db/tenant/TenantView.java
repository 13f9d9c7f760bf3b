package dev.passback.db.tenant;

import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.retention.Keeping;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A tenant as people see and change it.
 *
 * @param suspended since when and why nothing is taken from it; absent while it may send
 * @param keeping how long what it sent is kept
 * @param hold since when and why nothing of it is deleted; absent while its days count
 * @param version of what people set
 */
public record TenantView(
        Tenant tenant,
        TenantLimits limits,
        Optional<Suspension> suspended,
        Keeping keeping,
        Optional<Hold> hold,
        OffsetDateTime createdAt,
        long version) {

    /** Since when and why nothing is deleted. */
    public record Hold(OffsetDateTime since, String reason) {}

    /** Since when and why. */
    public record Suspension(OffsetDateTime since, Optional<String> reason) {}
}
