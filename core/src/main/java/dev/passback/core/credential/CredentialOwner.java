package dev.passback.core.credential;

import dev.passback.core.tenant.TenantId;
import java.nio.charset.StandardCharsets;

/** Whose credential it is. Part of the seal, so that a row copied to another integration does not open. */
public record CredentialOwner(TenantId tenant, String integrationId) {
    byte[] associated() {
        return ("passback credential " + tenant.value() + " " + integrationId).getBytes(StandardCharsets.UTF_8);
    }
}
