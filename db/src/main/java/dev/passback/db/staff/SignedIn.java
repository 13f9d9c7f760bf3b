package dev.passback.db.staff;

import dev.passback.core.staff.Role;
import dev.passback.core.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who is signed in, and what that person may see. It is read anew at every request, and every store that pages use
 * takes it along: what is not among {@code tenants} does not exist for this person.
 *
 * @param tenants whose data the person may see; nothing means everybody's
 * @param byProvider whether an OpenID provider vouches for the person
 * @param csrf the token that each of the session's forms carries
 */
public record SignedIn(String staff, Role role, Optional<Set<TenantId>> tenants, boolean byProvider, String csrf) {

    public SignedIn {
        tenants = tenants.map(Set::copyOf);
    }

    /** As the audit log names the person. */
    public String actor() {
        return "staff:" + staff;
    }

    /** Whether the person is an admin of everything, and not of some tenants alone. */
    public boolean runsAll() {
        return role.includes(Role.ADMIN) && tenants.isEmpty();
    }

    /** Whether the person may see this tenant's data. */
    public boolean sees(TenantId tenant) {
        return tenants.map(some -> some.contains(tenant)).orElse(true);
    }
}
