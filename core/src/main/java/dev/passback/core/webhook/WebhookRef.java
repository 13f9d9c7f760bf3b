package dev.passback.core.webhook;

import dev.passback.core.tenant.TenantId;
import java.util.UUID;

/** A webhook and whose it is. */
public record WebhookRef(TenantId tenant, UUID id) {

    /** Whose webhooks hear of all tenants. */
    public static final TenantId OPERATOR = new TenantId(0);
}
