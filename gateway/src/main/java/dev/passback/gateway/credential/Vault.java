package dev.passback.gateway.credential;

import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.gateway.cache.Cache;
import io.vertx.core.Future;
import java.time.Duration;

/** Opens sealed credentials for the delivery engine and keeps them open for some seconds. Any thread. */
public final class Vault {

    // A rotated credential is in use after this long, and the database asked once in this long for each busy
    // integration.
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Cache<IntegrationRef, Secret> opened;

    public Vault(IntegrationStore integrations, OpeningKeys keys) {
        this.opened = new Cache<>(KEPT, ref -> open(integrations, keys, ref));
    }

    /** The credential of an integration; fails when there is none, or none that our keys open. */
    public Future<Secret> open(IntegrationRef ref) {
        return opened.get(ref);
    }

    private static Future<Secret> open(IntegrationStore integrations, OpeningKeys keys, IntegrationRef ref) {
        return integrations
                .credential(ref)
                .map(stored -> keys.open(
                        stored.orElseThrow(() -> new IllegalStateException("the integration has no credential"))
                                .sealed(),
                        ref));
    }
}
