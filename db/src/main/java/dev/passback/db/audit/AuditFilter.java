package dev.passback.db.audit;

import dev.passback.core.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which lines of the audit log are asked for; what is absent does not matter.
 *
 * @param tenants only those about these tenants; {@link AuditLog#PLATFORM} stands for the platform itself
 * @param kind about this kind of thing
 * @param subject about this one, by its name or id
 * @param from then or later
 * @param to before then
 */
public record AuditFilter(
        Optional<Set<TenantId>> tenants,
        Optional<String> actor,
        Optional<Subject> kind,
        Optional<String> subject,
        Optional<String> act,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All there is. */
    public static final AuditFilter ALL = new AuditFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public AuditFilter {
        tenants = tenants.map(Set::copyOf);
    }

    /** The same, but only about these tenants. */
    public AuditFilter within(Set<TenantId> only) {
        return new AuditFilter(Optional.of(only), actor, kind, subject, act, from, to);
    }
}
