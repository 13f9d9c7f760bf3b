package dev.passback.gateway.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.ManagementCaller;
import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.Database;
import dev.passback.db.DatabaseAddress;
import dev.passback.db.tenant.KeyChanges.Change;
import dev.passback.db.tenant.KeyChanges.Lately;
import dev.passback.db.tenant.KeyChanges.Subject;
import dev.passback.db.tenant.KeyUses;
import dev.passback.gateway.http.ApiError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A ring of keys with a store in memory, and a clock that the test turns. */
final class RingStage implements AutoCloseable {

    static final Tenant ACME = new Tenant(new TenantId(7), "acme");
    static final Optional<Duration> FOR_EVER = Optional.empty();

    private final Map<String, Key<Caller>> stored = new HashMap<>();
    private final Map<String, Key<ManagementCaller>> managers = new HashMap<>();
    private final List<String> lookUps = new ArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final KeyUses uses =
            new KeyUses(Database.open(vertx, DatabaseAddress.parse("postgresql://nobody@127.0.0.1:1/nothing"), 1));
    private long now = 1_000_000_000_000L;

    /** What is told to have changed. */
    final List<Change> changes = new ArrayList<>();

    /** Whether all that changed is told. */
    boolean whole = true;

    /** Whether the store is away. */
    boolean down;

    KeyRing ring() {
        return ring((id, at) -> lookUp(id, stored.get(id)));
    }

    /** One whose keys of tenants are looked up otherwise. */
    KeyRing ring(KnownKeys.LookUp<Caller> keys) {
        KeyRing.Source source = new KeyRing.Source(
                keys,
                (id, at) -> lookUp(id, managers.get(id)),
                () -> down
                        ? Future.failedFuture("away")
                        : Future.succeededFuture(new Lately(List.copyOf(changes), whole)),
                uses);
        return new KeyRing(source, () -> now);
    }

    private <C> Future<Optional<Key<C>>> lookUp(String id, @Nullable Key<C> found) {
        lookUps.add(id);
        return down ? Future.failedFuture("away") : Future.succeededFuture(Optional.ofNullable(found));
    }

    /** The ids that were looked up. */
    List<String> lookUps() {
        return lookUps;
    }

    Optional<Key<Caller>> stored(String id) {
        return Optional.ofNullable(stored.get(id));
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    void changed(Subject subject, String id) {
        changes.add(new Change(subject, id, "1"));
    }

    void store(TenantKey shown, boolean good, Optional<Duration> endsIn, boolean suspended) {
        store(ACME, shown, good, endsIn, suspended);
    }

    void store(Tenant tenant, TenantKey shown, boolean good, Optional<Duration> endsIn, boolean suspended) {
        Caller caller = new Caller(tenant, shown.id(), Set.copyOf(Arrays.asList(Scope.values())));
        stored.put(shown.id(), new Key<>(caller, Buffer.buffer(shown.hash()), good, now, endsIn, suspended));
    }

    void store(ManagementKey shown, boolean good) {
        ManagementCaller caller = new ManagementCaller(shown.id(), Set.of(ManagementScope.READ));
        managers.put(shown.id(), new Key<>(caller, Buffer.buffer(shown.hash()), good, now, FOR_EVER, false));
    }

    static void assertRefused(Future<?> answer, int status) {
        assertThatThrownBy(() -> answer.await(1, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ApiError.class, refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
