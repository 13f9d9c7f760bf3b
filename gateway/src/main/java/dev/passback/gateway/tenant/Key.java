package dev.passback.gateway.tenant;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.ManagementCaller;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.tenant.KnownManagementKey;
import dev.passback.db.tenant.StoredKey;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A key as a node remembers it.
 *
 * @param caller whom it identifies
 * @param good false if it was revoked or expired when it was looked up
 * @param lookedUpAt {@link System#nanoTime} before it was looked up
 * @param endsIn how long it is good from then on
 * @param suspended whether its tenant may do nothing
 */
record Key<C>(C caller, Buffer hash, boolean good, long lookedUpAt, Optional<Duration> endsIn, boolean suspended) {

    /** A hash that no key has: what is unknown is compared with it, so that it takes as long as what is wrong. */
    static final Buffer OF_NOBODY = Buffer.buffer(TenantKey.generate().hash());

    static Key<Caller> of(StoredKey stored, long lookedUpAt) {
        return new Key<>(
                stored.caller(), stored.hash(), stored.usable(), lookedUpAt, stored.endsIn(), stored.suspended());
    }

    static Key<ManagementCaller> of(KnownManagementKey stored, long lookedUpAt) {
        return new Key<>(stored.caller(), stored.hash(), stored.usable(), lookedUpAt, stored.endsIn(), false);
    }

    /** Exact without asking again: counted from before the look-up, so never too late. */
    boolean usable(long now) {
        return good && endsIn.map(left -> now - lookedUpAt < left.toNanos()).orElse(true);
    }
}
