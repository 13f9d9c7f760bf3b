package dev.passback.gateway.manage;

import dev.passback.core.credential.Sealed;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.BodyReader;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes credentials and webhooks' secrets and seals them at once with the public keys; nothing here can open one again. */
public final class Sealer {

    static final String CREDENTIAL = "credential";

    private static final int LONGEST = 4_000;

    private final Supplier<Optional<SealingKeys>> keys;

    /**
     * A sealer.
     *
     * @param keys the ones in force; nothing where the node has none
     */
    public Sealer(Supplier<Optional<SealingKeys>> keys) {
        this.keys = keys;
    }

    /** The credential of a body; nothing if it is absent or wrong. */
    static Optional<Secret> read(BodyReader body) {
        return body.text(CREDENTIAL, LONGEST).map(Secret::new);
    }

    /**
     * Seals a credential for its integration.
     *
     * @throws ApiError 503 where this node has no sealing keys
     */
    Sealed seal(Secret credential, IntegrationRef owner) {
        return inForce().seal(credential, owner);
    }

    /**
     * Seals what a webhook's messages are signed with.
     *
     * @throws ApiError 503 where this node has no sealing keys
     */
    Sealed seal(Secret signing, WebhookRef owner) {
        return inForce().seal(signing, owner);
    }

    private SealingKeys inForce() {
        return keys.get()
                .orElseThrow(() -> ApiError.notHere(
                        "This node cannot seal secrets: PASSBACK_SEALING_KEYS_FILE is not set. Nothing was stored."));
    }
}
