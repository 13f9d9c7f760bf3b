package dev.passback.gateway.tenant;

import static dev.passback.gateway.tenant.RingStage.ACME;
import static dev.passback.gateway.tenant.RingStage.FOR_EVER;
import static dev.passback.gateway.tenant.RingStage.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.tenant.KeyChanges.Change;
import dev.passback.db.tenant.KeyChanges.Subject;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a node follows what others changed of keys. */
class KeyRingChangesTest {

    private final TenantKey key = TenantKey.generate();
    private final RingStage stage = new RingStage();
    private final KeyRing ring = stage.ring();

    @BeforeEach
    void start() {
        stage.store(key, true, FOR_EVER, false);
    }

    @AfterEach
    void stop() throws TimeoutException {
        stage.close();
    }

    @Test
    void a_key_that_was_made_after_its_id_was_asked_for_is_good_at_the_next_round() {
        // Given
        TenantKey made = TenantKey.generate();
        ring.follow();
        assertRefused(ring.caller(made), 401);
        assertRefused(ring.caller(made), 401);
        assertThat(stage.lookUps()).hasSize(1);
        // When
        stage.store(made, true, FOR_EVER, false);
        stage.changed(Subject.TENANT_KEY, made.id());
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
        stage.store(key, false, FOR_EVER, false);
        stage.changed(Subject.TENANT_KEY, key.id());
        // Then
        for (int round = 0; round < 10; round++) {
            stage.pass(Duration.ofMillis(300));
            ring.follow();
            assertRefused(ring.caller(key), 401);
        }
        assertThat(stage.lookUps()).hasSize(2);
    }

    @Test
    void the_same_key_changed_again_is_looked_up_again() {
        // Given
        stage.changed(Subject.TENANT_KEY, key.id());
        ring.follow();
        ring.caller(key);
        stage.store(key, false, FOR_EVER, false);
        // When
        stage.changes.set(0, new Change(Subject.TENANT_KEY, key.id(), "2"));
        ring.follow();
        // Then
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void a_suspended_tenants_keys_are_all_refused_after_the_next_round_and_anothers_are_not() {
        // Given
        TenantKey second = TenantKey.generate();
        TenantKey ofAnother = TenantKey.generate();
        stage.store(second, true, FOR_EVER, false);
        stage.store(new Tenant(new TenantId(8), "other"), ofAnother, true, FOR_EVER, false);
        ring.follow();
        List.of(key, second, ofAnother).forEach(ring::caller);
        // When
        stage.store(key, true, FOR_EVER, true);
        stage.store(second, true, FOR_EVER, true);
        stage.changed(Subject.TENANT, ACME.id().toString());
        ring.follow();
        // Then
        assertRefused(ring.caller(key), 403);
        assertRefused(ring.caller(second), 403);
        assertThat(ring.caller(ofAnother).succeeded()).isTrue();
        assertThat(stage.lookUps()).hasSize(5);
    }

    @Test
    void after_a_gap_in_which_a_change_may_have_been_missed_everything_is_looked_up_again() {
        // Given
        ring.follow();
        ring.caller(key);
        stage.store(key, false, FOR_EVER, false);
        // When
        stage.pass(Duration.ofSeconds(16));
        ring.follow();
        // Then
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void when_more_changed_than_is_told_everything_is_looked_up_again() {
        // Given
        ring.follow();
        ring.caller(key);
        stage.store(key, false, FOR_EVER, false);
        // When
        stage.whole = false;
        ring.follow();
        // Then
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void a_change_while_a_look_up_is_under_way_is_not_overlooked() {
        // Given
        Promise<Void> slow = Promise.promise();
        AtomicInteger lookUps = new AtomicInteger();
        KeyRing ring = stage.ring((id, at) -> {
            Optional<Key<Caller>> asItWas = stage.stored(id);
            return lookUps.getAndIncrement() == 0
                    ? slow.future().map(late -> asItWas)
                    : Future.succeededFuture(asItWas);
        });
        ring.follow();
        ring.caller(key);
        // When
        stage.store(key, false, FOR_EVER, false);
        stage.changed(Subject.TENANT_KEY, key.id());
        ring.follow();
        slow.complete();
        // Then
        assertRefused(ring.caller(key), 401);
    }
}
