package dev.passback.core.tenant;

import java.util.Set;

/** Who asks: a tenant, by one of its keys, with what that key may do and how much. */
public record Caller(Tenant tenant, String keyId, Set<Scope> scopes, Limits limits) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** One whose tenant has no limits. */
    public Caller(Tenant tenant, String keyId, Set<Scope> scopes) {
        this(tenant, keyId, scopes, Limits.NONE);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
