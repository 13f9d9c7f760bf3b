package dev.passback.gateway.credential;

import dev.passback.core.credential.Sealed;
import dev.passback.core.credential.Secret;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.webhook.WebhookRef;
import dev.passback.db.credential.CredentialStore;
import dev.passback.gateway.cache.Cache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Opens sealed credentials for the delivery engine and keeps them open for some minutes, in bounded number. A version never changes
 * its content, and which one is in force comes with each claim: so what is kept is never out of date. Any thread.
 */
public final class Vault {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private record Version(IntegrationRef integration, int number) {}

    private final NodeKeys keys;
    private final Cache<Version, Secret> opened;

    public Vault(Vertx vertx, CredentialStore credentials, OpeningKeySource source) {
        this.keys = new NodeKeys(vertx, source);
        this.opened = new Cache<>(KEPT, version -> open(credentials, keys, version));
    }

    /** The credential of an integration that has this version; fails when there is none, or none that our keys open. */
    public Future<Secret> open(IntegrationRef ref, int version) {
        return opened.get(new Version(ref, version));
    }

    /** A secret of a webhook; fails when none of our keys opens it. */
    public Future<Secret> open(Sealed stored, WebhookRef owner) {
        return keys.having(stored.keyId()).map(having -> having.open(stored, owner));
    }

    private static Future<Secret> open(CredentialStore credentials, NodeKeys keys, Version version) {
        return credentials
                .find(version.integration, version.number)
                .map(found -> found.orElseThrow(
                        () -> new IllegalStateException("the integration has no credential of this version")))
                .compose(stored -> open(stored, keys, version.integration));
    }

    private static Future<Secret> open(Sealed stored, NodeKeys keys, IntegrationRef owner) {
        return keys.having(stored.keyId()).map(having -> having.open(stored, owner));
    }
}
