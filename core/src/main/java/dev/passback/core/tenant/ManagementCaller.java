package dev.passback.core.tenant;

import java.util.Set;

/** Who asks: somebody who runs the platform, by a management key, with what that key may do. */
public record ManagementCaller(String keyId, Set<ManagementScope> scopes) {
    public ManagementCaller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(ManagementScope scope) {
        return scopes.contains(scope);
    }
}
