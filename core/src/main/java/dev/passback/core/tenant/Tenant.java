package dev.passback.core.tenant;

/** An internal service that sends. */
public record Tenant(TenantId id, String name) {}
