package dev.passback.gateway.tenant;

import static dev.passback.gateway.tenant.RingStage.ACME;
import static dev.passback.gateway.tenant.RingStage.FOR_EVER;
import static dev.passback.gateway.tenant.RingStage.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.ManagementCaller;
import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.tenant.KeyChanges.Subject;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node believes of keys, and for how long. */
class KeyRingTest {

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
    void a_known_key_costs_no_query_however_often_it_is_checked() {
        // Given
        ring.follow();
        // When
        for (int check = 0; check < 1_000; check++) {
            stage.pass(Duration.ofMillis(300));
            ring.follow();
            assertThat(ring.caller(key).result().tenant()).isEqualTo(ACME);
            assertThat(stage.lookUps().size()).isEqualTo(1);
        }
    }

    @Test
    void while_nobody_can_tell_what_changed_nothing_is_believed_for_longer_than_a_second() {
        // Given
        ring.follow();
        ring.caller(key);
        // When
        stage.store(key, false, FOR_EVER, false);
        stage.pass(Duration.ofMillis(999));
        boolean stillBelieved = ring.caller(key).succeeded();
        stage.pass(Duration.ofMillis(1));
        // Then
        assertThat(stillBelieved).isTrue();
        assertRefused(ring.caller(key), 401);
    }

    @Test
    void a_database_that_is_away_is_never_a_wrong_key() {
        // Given
        ring.follow();
        ring.caller(key);
        stage.down = true;
        stage.pass(Duration.ofSeconds(2));
        // When
        Future<Caller> known = ring.caller(key);
        Future<Caller> unknown = ring.caller(TenantKey.generate());
        // Then
        assertRefused(known, 503);
        assertRefused(unknown, 503);
        stage.down = false;
        assertThat(ring.caller(key).succeeded()).isTrue();
    }

    @Test
    void a_key_ends_when_it_expires_without_being_looked_up() {
        // Given
        stage.store(key, true, Optional.of(Duration.ofMillis(500)), false);
        ring.follow();
        ring.caller(key);
        // When
        stage.pass(Duration.ofMillis(500).minusNanos(1));
        boolean before = ring.caller(key).succeeded();
        stage.pass(Duration.ofNanos(1));
        // Then
        assertThat(before).isTrue();
        assertRefused(ring.caller(key), 401);
        assertThat(stage.lookUps()).hasSize(1);
    }

    @Test
    void a_management_key_is_remembered_and_forgotten_likewise() {
        // Given
        ManagementKey shown = ManagementKey.generate();
        stage.store(shown, true);
        ring.follow();
        ManagementCaller caller = ring.manager(shown).result();
        ring.manager(shown);
        int before = stage.lookUps().size();
        // When
        stage.store(shown, false);
        stage.changed(Subject.MANAGEMENT_KEY, shown.id());
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
}
