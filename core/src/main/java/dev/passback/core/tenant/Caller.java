package dev.passback.core.tenant;

import java.util.Set;

/** Who asks: a tenant, by one of its keys, with what that key may do and how much. */
public record Caller(Tenant tenant, String keyId, Set<Scope> scopes, TenantLimits limits) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** One whose tenant has no limits. */
    public Caller(Tenant tenant, String keyId, Set<Scope> scopes) {
        this(tenant, keyId, scopes, TenantLimits.NONE);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
