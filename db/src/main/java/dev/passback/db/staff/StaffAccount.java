package dev.passback.db.staff;

import dev.passback.core.staff.Role;
import dev.passback.core.tenant.Tenant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A member of staff as an admin sees and changes it. There is nothing of the password but whether there is one.
 *
 * @param tenants whose data the member sees, by name; absent for all
 * @param byProvider whether the member signs in at an OpenID provider, and so has no password here
 * @param disabledAt since when the member cannot sign in
 * @param lockedUntil until when signing in is refused for wrong passwords
 * @param version of what people set
 */
public record StaffAccount(
        String name,
        Role role,
        Optional<List<Tenant>> tenants,
        boolean byProvider,
        Optional<OffsetDateTime> disabledAt,
        Optional<OffsetDateTime> lockedUntil,
        Optional<OffsetDateTime> lastSignedInAt,
        OffsetDateTime createdAt,
        long version) {
    public StaffAccount {
        tenants = tenants.map(List::copyOf);
    }
}
