package dev.passback.db.delivery;

import dev.passback.core.tenant.TenantId;

/** An integration that has at least one submission to be sent now. */
public record DueIntegration(TenantId tenant, String id) {}
