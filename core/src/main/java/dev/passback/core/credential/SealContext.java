package dev.passback.core.credential;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.webhook.WebhookRef;
import java.nio.charset.StandardCharsets;

/** What a seal is bound to besides its key, so that a secret copied to another one's row does not open. */
final class SealContext {

    private SealContext() {}

    static byte[] of(IntegrationRef owner) {
        return ("passback credential " + owner.tenant().value() + " " + owner.id()).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(WebhookRef owner) {
        return ("passback webhook " + owner.tenant().value() + " " + owner.id()).getBytes(StandardCharsets.UTF_8);
    }
}
