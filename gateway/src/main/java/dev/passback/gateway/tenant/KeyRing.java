package dev.passback.gateway.tenant;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.ManagementCaller;
import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.tenant.KeyChanges;
import dev.passback.db.tenant.KeyChanges.Change;
import dev.passback.db.tenant.KeyChanges.Lately;
import dev.passback.db.tenant.KeyUses;
import dev.passback.db.tenant.ManagementKeyLookup;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.http.ApiError;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells whom a key identifies, without a query once it is known:
 *
 * <ol>
 *   <li>A key that was made a moment ago is good at once: what is not known is looked up.
 *   <li>What was revoked, rotated, suspended or given other scopes counts within a second: {@link #follow()}, several times a second,
 *       asks what changed and forgets it. While that does not succeed, nothing is believed that is older than a second.
 *   <li>A key ends when it expires, not later.
 *   <li>A database that cannot be asked is a 503, never a 401.
 *   <li>An unknown id and a wrong secret are told the same, and the same is done for them.
 * </ol>
 *
 * Failures are {@link ApiError}s. Any thread.
 */
public final class KeyRing {

    /** How old what is believed may be at the most. */
    static final Duration BELIEVED = Duration.ofSeconds(1);
    // A change may be committed up to 15 s after its time, by the longest statement and the longest pause in a
    // transaction: after a longer gap between two looks some may have been missed.
    private static final Duration LONGEST_GAP = KeyChanges.BACK.minusSeconds(15);

    /** The database, as far as keys go. */
    record Source(
            KnownKeys.LookUp<Caller> tenantKeys,
            KnownKeys.LookUp<ManagementCaller> managementKeys,
            Supplier<Future<Lately>> changes,
            KeyUses uses) {

        static Source of(Pool pool) {
            TenantStore tenants = new TenantStore(pool);
            ManagementKeyLookup managers = new ManagementKeyLookup(pool);
            return new Source(
                    (id, at) -> tenants.findKey(id).map(found -> found.map(stored -> Key.of(stored, at))),
                    (id, at) -> managers.find(id).map(found -> found.map(stored -> Key.of(stored, at))),
                    new KeyChanges(pool)::lately,
                    new KeyUses(pool));
        }
    }

    private final Source database;
    private final LongSupplier clock;
    private final KnownKeys<Caller> tenantKeys;
    private final KnownKeys<ManagementCaller> managementKeys;
    private final UsedKeys used = new UsedKeys();
    private volatile long followedAt;
    // as the last round found it; rounds do not overlap
    private Set<Change> heeded = Set.of();

    public KeyRing(Pool pool) {
        this(Source.of(pool), System::nanoTime);
    }

    KeyRing(Source database, LongSupplier clock) {
        this.database = database;
        this.clock = clock;
        this.tenantKeys = new KnownKeys<>(database.tenantKeys, clock, this::believed);
        this.managementKeys = new KnownKeys<>(database.managementKeys, clock, this::believed);
        this.followedAt = clock.getAsLong() - LONGEST_GAP.toNanos();
    }

    /** The tenant that shows this key, and what the key may do. */
    public Future<Caller> caller(TenantKey shown) {
        return check(tenantKeys.find(shown.id()), shown::matches)
                .onSuccess(caller -> used.note(caller.keyId(), caller.tenant().id()));
    }

    /** What this management key may do. */
    public Future<ManagementCaller> manager(ManagementKey shown) {
        return check(managementKeys.find(shown.id()), shown::matches).onSuccess(caller -> used.note(caller.keyId()));
    }

    private <C> Future<C> check(Future<Optional<Key<C>>> known, Predicate<byte[]> matches) {
        return known.recover(down -> Future.failedFuture(ApiError.unavailable()))
                .compose(found -> judge(found, matches));
    }

    private <C> Future<C> judge(Optional<Key<C>> found, Predicate<byte[]> matches) {
        boolean right = matches.test(found.map(Key::hash).orElse(Key.OF_NOBODY).getBytes());
        if (!right || found.isEmpty()) {
            return Future.failedFuture(ApiError.unauthenticated("This key is not known to Passback."));
        }
        Key<C> key = found.get();
        if (!key.usable(clock.getAsLong())) {
            return Future.failedFuture(ApiError.unauthenticated("This key is revoked or expired."));
        }
        return key.suspended() ? Future.failedFuture(ApiError.suspended()) : Future.succeededFuture(key.caller());
    }

    /** Looked up within the last second, or followed since without a gap. */
    private boolean believed(long askedAt) {
        long now = clock.getAsLong();
        return now - askedAt < BELIEVED.toNanos() || now - followedAt < BELIEVED.toNanos();
    }

    /** One round: forgets what changed. To be called again and again, one round at a time. */
    public Future<Void> follow() {
        long askedAt = clock.getAsLong();
        return database.changes.get().map(lately -> {
            if (!lately.whole() || askedAt - followedAt > LONGEST_GAP.toNanos()) {
                tenantKeys.forgetAll();
                managementKeys.forgetAll();
            } else {
                lately.changes().stream()
                        .filter(change -> !heeded.contains(change))
                        .forEach(this::forget);
            }
            heeded = new HashSet<>(lately.changes());
            followedAt = askedAt;
            return null;
        });
    }

    private void forget(Change change) {
        switch (change.subject()) {
            case TENANT_KEY -> tenantKeys.forget(change.id());
            case MANAGEMENT_KEY -> managementKeys.forget(change.id());
            case TENANT ->
                tenantKeys.forgetAllOf(caller -> caller.tenant().id().toString().equals(change.id()));
        }
    }

    /** One round: writes down which keys were used since the last one. */
    public Future<Void> writeUses() {
        return used.write(database.uses);
    }
}
