package dev.passback.core.credential;

import dev.passback.core.integration.IntegrationRef;
import java.nio.charset.StandardCharsets;

/** What a seal is bound to besides its key, so that a credential copied to another integration's row does not open. */
final class SealContext {

    private SealContext() {}

    static byte[] of(IntegrationRef owner) {
        return ("passback credential " + owner.tenant().value() + " " + owner.id()).getBytes(StandardCharsets.UTF_8);
    }
}
