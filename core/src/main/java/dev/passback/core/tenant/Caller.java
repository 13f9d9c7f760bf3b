package dev.passback.core.tenant;

import java.util.Set;

/** Who asks: a tenant, by one of its keys, with what that key may do. */
public record Caller(Tenant tenant, String keyId, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
