package dev.passback.db.tenant;

import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantLimits;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A tenant as people see and change it.
 *
 * @param suspended since when and why nothing is taken from it; absent while it may send
 * @param version of what people set
 */
public record TenantView(
        Tenant tenant, TenantLimits limits, Optional<Suspension> suspended, OffsetDateTime createdAt, long version) {

    /** Since when and why. */
    public record Suspension(OffsetDateTime since, Optional<String> reason) {}
}
