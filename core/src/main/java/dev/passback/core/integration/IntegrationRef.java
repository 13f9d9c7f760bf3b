package dev.passback.core.integration;

import dev.passback.core.tenant.TenantId;

/** Names one integration: two tenants may have one with the same id. */
public record IntegrationRef(TenantId tenant, String id) {}
