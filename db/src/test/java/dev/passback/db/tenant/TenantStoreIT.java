package dev.passback.db.tenant;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.tenant.Caller;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantKey;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.Failures;
import dev.passback.db.MigratedDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TenantStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Optional<Duration> FOR_EVER = Optional.empty();

    private final TenantStore tenants = new TenantStore(DATABASE.pool());
    private final KeyStore keys = new KeyStore(DATABASE.pool());
    private final String name = "tenant " + UUID.randomUUID();
    private final TenantKey key = TenantKey.generate();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_created_tenant_is_found_by_its_name() {
        // When
        Tenant created = await(tenants.create(name));
        // Then
        assertThat(created.name()).isEqualTo(name);
        assertThat(await(tenants.find(name))).contains(created);
        assertThat(await(tenants.find(name + "!"))).isEmpty();
    }

    @Test
    void a_name_that_is_taken_is_refused_as_a_duplicate() {
        // Given
        await(tenants.create(name));
        // When // Then
        assertThatThrownBy(() -> await(tenants.create(name))).matches(Failures::isDuplicate);
    }

    @Test
    void a_key_is_found_by_its_public_part_with_its_tenant_and_scopes() {
        // Given
        Tenant tenant = await(tenants.create(name));
        // When
        await(keys.create(tenant.id(), key, Set.of(Scope.WRITE, Scope.READ), FOR_EVER));
        StoredKey found = await(tenants.findKey(key.id())).orElseThrow();
        // Then
        assertThat(found.caller()).isEqualTo(new Caller(tenant, key.id(), Set.of(Scope.WRITE, Scope.READ)));
        assertThat(key.matches(found.hash().getBytes())).isTrue();
        assertThat(found.usable()).isTrue();
        assertThat(await(tenants.findKey(TenantKey.generate().id()))).isEmpty();
    }

    @Test
    void a_key_brings_the_limits_of_its_tenant() {
        // Given
        Tenant tenant = await(tenants.create(name));
        await(new KeyStore(DATABASE.pool()).create(tenant.id(), key, Set.of(Scope.WRITE), FOR_EVER));
        TenantLimits before =
                await(tenants.findKey(key.id())).orElseThrow().caller().limits();
        // When
        DATABASE.run(
                "UPDATE tenant SET rate_per_second = 5, rate_burst = 20, per_day = 5000000000 WHERE id = %s",
                tenant.id());
        TenantLimits after =
                await(tenants.findKey(key.id())).orElseThrow().caller().limits();
        // Then
        assertThat(before).isEqualTo(TenantLimits.NONE);
        assertThat(after)
                .isEqualTo(new TenantLimits(Optional.of(new TenantLimits.Rate(5, 20)), Optional.of(5_000_000_000L)));
    }

    @Test
    void the_secret_of_a_key_is_nowhere_in_its_row() {
        // Given
        Tenant tenant = await(tenants.create(name));
        // When
        await(keys.create(tenant.id(), key, Set.of(Scope.ACT), FOR_EVER));
        // Then
        assertThat(DATABASE.text("SELECT to_jsonb(k) FROM tenant_key k WHERE id = %s", key.id()))
                .contains(key.id())
                .doesNotContain(key.secret().reveal());
    }

    @Test
    void two_keys_of_a_tenant_are_good_at_the_same_time() {
        // Given
        Tenant tenant = await(tenants.create(name));
        TenantKey other = TenantKey.generate();
        // When
        await(keys.create(tenant.id(), key, Set.of(Scope.WRITE), FOR_EVER));
        await(keys.create(tenant.id(), other, Set.of(Scope.WRITE), Optional.of(Duration.ofDays(90))));
        // Then
        assertThat(await(tenants.findKey(key.id())).orElseThrow().usable()).isTrue();
        assertThat(await(tenants.findKey(other.id())).orElseThrow().usable()).isTrue();
    }

    @Test
    void a_key_that_expired_is_found_unusable() {
        // Given
        Tenant tenant = await(tenants.create(name));
        await(keys.create(tenant.id(), key, Set.of(Scope.WRITE), Optional.of(Duration.ofDays(1))));
        assertThat(await(tenants.findKey(key.id())).orElseThrow().usable()).isTrue();
        // When
        DATABASE.run("UPDATE tenant_key SET expires_at = expires_at - interval '1 day' WHERE id = %s", key.id());
        // Then
        assertThat(await(tenants.findKey(key.id())).orElseThrow().usable()).isFalse();
    }

    @Test
    void a_key_says_how_long_it_is_good_and_whether_its_tenant_is_suspended() {
        // Given
        Tenant tenant = await(tenants.create(name));
        TenantKey endless = TenantKey.generate();
        await(new KeyStore(DATABASE.pool())
                .create(tenant.id(), key, Set.of(Scope.WRITE), Optional.of(Duration.ofHours(1))));
        await(new KeyStore(DATABASE.pool()).create(tenant.id(), endless, Set.of(Scope.WRITE), FOR_EVER));
        StoredKey before = await(tenants.findKey(key.id())).orElseThrow();
        // When
        DATABASE.run("UPDATE tenant SET suspended_at = now() WHERE id = %s", tenant.id());
        // Then
        assertThat(before.endsIn().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(before.suspended()).isFalse();
        StoredKey after = await(tenants.findKey(endless.id())).orElseThrow();
        assertThat(after.endsIn()).isEmpty();
        assertThat(after.suspended()).isTrue();
        assertThat(after.usable()).isTrue();
    }

    @Test
    void a_key_that_was_revoked_is_found_unusable() {
        // Given
        Tenant tenant = await(tenants.create(name));
        await(keys.create(tenant.id(), key, Set.of(Scope.WRITE), Optional.of(Duration.ofDays(1))));
        // When
        DATABASE.run("UPDATE tenant_key SET revoked_at = now() WHERE id = %s", key.id());
        // Then
        assertThat(await(tenants.findKey(key.id())).orElseThrow().usable()).isFalse();
    }

    @Test
    void a_scope_that_this_version_does_not_know_gives_nothing() {
        // Given
        Tenant tenant = await(tenants.create(name));
        await(keys.create(tenant.id(), key, Set.of(Scope.READ), FOR_EVER));
        // When
        DATABASE.run("UPDATE tenant_key SET scopes = scopes || '{all:of-it}' WHERE id = %s", key.id());
        // Then
        assertThat(await(tenants.findKey(key.id())).orElseThrow().caller().scopes())
                .containsExactly(Scope.READ);
    }
}
