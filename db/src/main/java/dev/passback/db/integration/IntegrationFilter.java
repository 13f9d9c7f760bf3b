package dev.passback.db.integration;

import dev.passback.core.integration.Integration;
import dev.passback.core.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Which integrations are asked for; what is absent does not matter.
 *
 * @param tenants only those of these tenants
 * @param states only those in one of these states; empty means any
 */
public record IntegrationFilter(Optional<Set<TenantId>> tenants, Set<Integration.State> states) {

    public IntegrationFilter {
        tenants = tenants.map(Set::copyOf);
        states = Set.copyOf(states);
    }

    /** All of one tenant's. */
    public static IntegrationFilter of(TenantId tenant) {
        return new IntegrationFilter(Optional.of(Set.of(tenant)), Set.of());
    }
}
