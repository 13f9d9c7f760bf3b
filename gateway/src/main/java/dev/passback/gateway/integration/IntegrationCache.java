package dev.passback.gateway.integration;

import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.gateway.cache.Cache;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Integrations, at most a second old: the hot path asks the database once a second for each busy one. Any thread. */
public final class IntegrationCache {

    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Cache<IntegrationRef, Optional<Integration>> known;

    public IntegrationCache(IntegrationStore store) {
        this.known = new Cache<>(KEPT, store::find);
    }

    /** The integration, or nothing where the tenant has none of that id. */
    public Future<Optional<Integration>> find(IntegrationRef ref) {
        return known.get(ref);
    }

    /** It was changed just now: the next look is at the database. */
    public void forget(IntegrationRef ref) {
        known.forget(ref);
    }
}
