package dev.passback.db.tenant;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.tenant.KeyChanges.Change;
import dev.passback.db.tenant.KeyChanges.Lately;
import dev.passback.db.tenant.KeyChanges.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyChangesIT {

    private final MigratedDatabase database = new MigratedDatabase();
    private final TenantStore tenants = new TenantStore(database.pool());
    private final KeyChanges changes = new KeyChanges(database.pool());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_changed_within_half_a_minute_is_told_and_what_is_older_is_not() {
        // Given
        Tenant tenant = await(tenants.create("acme"));
        String lately = key(tenant);
        String older = key(tenant);
        database.run("INSERT INTO management_key (id, hash, scopes) VALUES ('m', sha256(''), '{}')");
        database.run("UPDATE tenant_key SET changed_at = now() - interval '31 s' WHERE id = %s", older);
        // When
        Lately told = await(changes.lately());
        // Then
        assertThat(told.whole()).isTrue();
        assertThat(told.changes())
                .extracting(change -> change.subject() + " " + change.id())
                .containsExactlyInAnyOrder("TENANT " + tenant.id(), "TENANT_KEY " + lately, "MANAGEMENT_KEY m");
    }

    @Test
    void the_same_row_changed_again_is_another_change_even_at_the_same_time() {
        // Given
        String id = key(await(tenants.create("acme")));
        Change before = ofKey(id);
        // When
        database.run("UPDATE tenant_key SET revoked_at = now() WHERE id = %s", id);
        // Then
        assertThat(ofKey(id)).isNotEqualTo(before);
    }

    @Test
    void when_there_are_too_many_to_list_it_says_so() {
        // Given
        Tenant tenant = await(tenants.create("acme"));
        keys(tenant, 1_100, "1 s");
        // When
        Lately told = await(changes.lately());
        // Then
        assertThat(told.whole()).isFalse();
        assertThat(told.changes()).hasSize(1_000);
    }

    @Test
    void asking_costs_the_same_however_many_keys_there_are() {
        // Given
        Tenant tenant = await(tenants.create("acme"));
        keys(tenant, 20_000, "1 day");
        database.run("ANALYZE tenant_key");
        // When
        List<String> plan = database.column("EXPLAIN " + KeyChanges.LATELY).stream()
                .map(String::valueOf)
                .toList();
        // Then
        assertThat(plan).anyMatch(line -> line.contains("tenant_key_changed"));
    }

    private Change ofKey(String id) {
        return await(changes.lately()).changes().stream()
                .filter(change ->
                        change.subject() == Subject.TENANT_KEY && change.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String key(Tenant tenant) {
        TenantKey key = TenantKey.generate();
        await(new KeyStore(database.pool()).create(tenant.id(), key, Set.of(Scope.WRITE), Optional.empty()));
        return key.id();
    }

    private void keys(Tenant tenant, int count, String age) {
        database.run("""
                INSERT INTO tenant_key (id, tenant_id, hash, scopes, changed_at)
                SELECT 'key' || no, %s, sha256(''), '{}', now() - interval %s
                FROM generate_series(1, %s::integer) AS no
                """, tenant.id(), age, count);
    }
}
