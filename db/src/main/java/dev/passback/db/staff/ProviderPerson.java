package dev.passback.db.staff;

import dev.passback.core.staff.Role;
import java.util.List;

/**
 * Somebody for whom an OpenID provider vouches.
 *
 * @param subject the issuer and the provider's own id of the person, which never changes
 * @param names what to call the person here at the first sign-in: the first one that is free
 * @param role by the person's groups
 * @param allTenants whether somebody who is new here sees all tenants, or none until an admin says which
 */
public record ProviderPerson(String subject, List<String> names, Role role, boolean allTenants) {

    public ProviderPerson {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a person has a name");
        }
    }
}
