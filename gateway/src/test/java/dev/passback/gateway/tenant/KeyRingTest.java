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
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node believes of keys, and for how long, on a clock that the test turns. */
class KeyRingTest {

    private static final Tenant ACME = new Tenant(new TenantId(7), "acme");
    private static final Optional<Duration> FOR_EVER = Optional.empty();

    private final TenantKey key = TenantKey.generate();
    private final Map<String, Key<Caller>> stored = new HashMap<>();
    private final Map<String, Key<ManagementCaller>> managers = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<String> lookUps = new ArrayList<>();
    private long now = 1_000_000_000_000L;
    private boolean whole = true;
    private boolean down;
    private Vertx vertx;
    private KeyRing ring;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        DatabaseAddress nowhere = DatabaseAddress.parse("postgresql://nobody@127.0.0.1:1/nothing");
        KeyRing.Source source = new KeyRing.Source(
                (id, at) -> lookUp(id, stored.get(id)),
                (id, at) -> lookUp(id, managers.get(id)),
                () -> down
                        ? Future.failedFuture("away")
                        : Future.succeededFuture(new Lately(List.copyOf(changes), whole)),
                new KeyUses(Database.open(vertx, nowhere, 1)));
        ring = new KeyRing(source, () -> now);
        store(key, true, FOR_EVER, false);
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_known_key_costs_no_query_however_often_it_is_checked() {
        // Given
        ring.follow();
        // When
        for (int check = 0; check < 1_000; check++) {
            pass(Duration.ofMillis(300));
            ring.follow();
            assertThat(ring.caller(key).result().tenant()).isEqualTo(ACME);
            assertThat(lookUps.size()).isEqualTo(1);
        }
    }

    @Test
    void a_key_that_was_made_after_its_id_was_asked_for_is_good_at_the_next_round() {
        // Given
        TenantKey made = TenantKey.generate();
        ring.follow();
        assertRefused(ring.caller(made), 401);
        assertRefused(ring.caller(made), 401);
        assertThat(lookUps).hasSize(1);
        // When
        store(made, true, FOR_EVER, false);
        changes.add(new Change(Subject.TENANT_KEY, made.id(), "1"));
        ring.follow();
        // Then
        assertThat(ring.caller(made).succeeded()).isTrue();
    }

    @Test
    void a_revoked_key_is_refused_after_the_next_round_and_looked_up_once_for_it() {
        // Given
        ring.follow();
        ring.caller(key);
        // When
        store(key, false, FOR_EVER, false);
        changes.add(new Change(Subject.TENANT_KEY, key.id(), "1"));
        // Then
        for (int round = 0; round < 10; round++) {
            pass(Duration.ofMillis(300));
            ring.follow();
            assertRefused(ring.caller(key), 401);
        }
        assertThat(lookUps).hasSize(2);
    }

    @Test
    void the_same_key_changed_again_is_looked_up_again() {
        // Given
        changes.add(new Change(Subject.TENANT_KEY, key.id(), "1"));
        ring.follow();
        ring.caller(key);
        store(key, false, FOR_EVER, false);
        // When
        changes.set(0, new Change(Subject.TENANT_KEY, key.id(), "2"));
        ring.follow();
        // Then
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void a_suspended_tenants_keys_are_all_refused_after_the_next_round_and_anothers_are_not() {
        // Given
        TenantKey second = TenantKey.generate();
        TenantKey ofAnother = TenantKey.generate();
        store(second, true, FOR_EVER, false);
        stored.put(ofAnother.id(), known(new Tenant(new TenantId(8), "other"), ofAnother, true, FOR_EVER, false));
        ring.follow();
        List.of(key, second, ofAnother).forEach(ring::caller);
        // When
        store(key, true, FOR_EVER, true);
        store(second, true, FOR_EVER, true);
        changes.add(new Change(Subject.TENANT, ACME.id().toString(), "1"));
        ring.follow();
        // Then
        assertRefused(ring.caller(key), 403);
        assertRefused(ring.caller(second), 403);
        assertThat(ring.caller(ofAnother).succeeded()).isTrue();
        assertThat(lookUps).hasSize(5);
    }

    @Test
    void while_nobody_can_tell_what_changed_nothing_is_believed_for_longer_than_a_second() {
        // Given
        ring.follow();
        ring.caller(key);
        // When
        store(key, false, FOR_EVER, false);
        pass(Duration.ofMillis(999));
        boolean stillBelieved = ring.caller(key).succeeded();
        pass(Duration.ofMillis(1));
        // Then
        assertThat(stillBelieved).isTrue();
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void a_database_that_is_away_is_never_a_wrong_key() {
        // Given
        ring.follow();
        ring.caller(key);
        down = true;
        pass(Duration.ofSeconds(2));
        // When
        Future<Caller> known = ring.caller(key);
        Future<Caller> unknown = ring.caller(TenantKey.generate());
        // Then
        assertRefused(known, 503);
        assertRefused(unknown, 503);
        down = false;
        assertThat(ring.caller(key).succeeded()).isTrue();
    }

    @Test
    void after_a_gap_in_which_a_change_may_have_been_missed_everything_is_looked_up_again() {
        // Given
        ring.follow();
        ring.caller(key);
        store(key, false, FOR_EVER, false);
        // When
        pass(Duration.ofSeconds(16));
        ring.follow();
        // Then
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void when_more_changed_than_is_told_everything_is_looked_up_again() {
        // Given
        ring.follow();
        ring.caller(key);
        store(key, false, FOR_EVER, false);
        // When
        whole = false;
        ring.follow();
        // Then
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void a_change_while_a_look_up_is_under_way_is_not_overlooked() {
        // Given
        Promise<Void> slow = Promise.promise();
        KeyRing.Source source = new KeyRing.Source(
                (id, at) -> {
                    Optional<Key<Caller>> asItWas = Optional.ofNullable(stored.get(id));
                    lookUps.add(id);
                    return lookUps.size() == 1 ? slow.future().map(late -> asItWas) : Future.succeededFuture(asItWas);
                },
                (id, at) -> Future.succeededFuture(Optional.empty()),
                () -> Future.succeededFuture(new Lately(List.copyOf(changes), true)),
                new KeyUses(Database.open(vertx, DatabaseAddress.parse("postgresql://nobody@127.0.0.1:1/nothing"), 1)));
        ring = new KeyRing(source, () -> now);
        ring.follow();
        ring.caller(key);
        // When
        store(key, false, FOR_EVER, false);
        changes.add(new Change(Subject.TENANT_KEY, key.id(), "1"));
        ring.follow();
        slow.complete();
        // Then
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void a_key_ends_when_it_expires_without_being_looked_up() {
        // Given
        store(key, true, Optional.of(Duration.ofMillis(500)), false);
        ring.follow();
        ring.caller(key);
        // When
        pass(Duration.ofMillis(500).minusNanos(1));
        boolean before = ring.caller(key).succeeded();
        pass(Duration.ofNanos(1));
        // Then
        assertThat(before).isTrue();
        assertRefused(ring.caller(key), 401);
        assertThat(lookUps).hasSize(1);
    }

    @Test
    void a_management_key_is_remembered_and_forgotten_likewise() {
        // Given
        ManagementKey shown = ManagementKey.generate();
        managers.put(shown.id(), manager(shown, true));
        ring.follow();
        ManagementCaller caller = ring.manager(shown).result();
        ring.manager(shown);
        int before = lookUps.size();
        // When
        managers.put(shown.id(), manager(shown, false));
        changes.add(new Change(Subject.MANAGEMENT_KEY, shown.id(), "1"));
        ring.follow();
        // Then
        assertThat(caller.may(ManagementScope.READ)).isTrue();
        assertThat(caller.may(ManagementScope.WRITE)).isFalse();
        assertThat(before).isEqualTo(1);
        assertRefused(ring.manager(shown), 401);
    }

    @Test
    void an_unknown_id_and_a_wrong_secret_are_told_the_same() {
        // Given
        TenantKey wrong = new TenantKey(key.id(), TenantKey.generate().secret());
        TenantKey unknown = TenantKey.generate();
        // When // Then
        assertThat(ring.caller(wrong).cause())
                .hasMessage(ring.caller(unknown).cause().getMessage());
    }

    @Test
    void an_unknown_id_and_a_wrong_secret_take_the_same_time() {
        // Given
        TenantKey wrong = new TenantKey(key.id(), TenantKey.generate().secret());
        TenantKey unknown = TenantKey.generate();
        ring.follow();
        List<Long> wrongs = new ArrayList<>();
        List<Long> unknowns = new ArrayList<>();
        // When
        for (int check = 0; check < 40_000; check++) {
            unknowns.add(nanos(unknown));
            wrongs.add(nanos(wrong));
        }
        // Then
        assertThat((double) median(unknowns) / median(wrongs)).isBetween(0.7, 1.4);
    }

    private long nanos(TenantKey shown) {
        long begun = System.nanoTime();
        ring.caller(shown);
        return System.nanoTime() - begun;
    }

    private static long median(List<Long> values) {
        // the first ones are the compiler's
        List<Long> warm = new ArrayList<>(values.subList(values.size() / 2, values.size()));
        Collections.sort(warm);
        return warm.get(warm.size() / 2);
    }

    private <C> Future<Optional<Key<C>>> lookUp(String id, @org.jspecify.annotations.Nullable Key<C> found) {
        lookUps.add(id);
        return down ? Future.failedFuture("away") : Future.succeededFuture(Optional.ofNullable(found));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void store(TenantKey shown, boolean good, Optional<Duration> endsIn, boolean suspended) {
        stored.put(shown.id(), known(ACME, shown, good, endsIn, suspended));
    }

    private Key<Caller> known(
            Tenant tenant, TenantKey shown, boolean good, Optional<Duration> endsIn, boolean suspended) {
        Caller caller = new Caller(tenant, shown.id(), Set.copyOf(Arrays.asList(Scope.values())));
        return new Key<>(caller, Buffer.buffer(shown.hash()), good, now, endsIn, suspended);
    }

    private Key<ManagementCaller> manager(ManagementKey shown, boolean good) {
        ManagementCaller caller = new ManagementCaller(shown.id(), Set.of(ManagementScope.READ));
        return new Key<>(caller, Buffer.buffer(shown.hash()), good, now, FOR_EVER, false);
    }

    private static void assertRefused(Future<?> answer, int status) {
        assertThatThrownBy(() -> answer.await(1, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ApiError.class, refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
