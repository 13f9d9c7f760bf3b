package dev.passback.db.tenant;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.MigratedDatabase;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeyUsesIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final TenantStore tenants = new TenantStore(DATABASE.pool());
    private final KeyUses uses = new KeyUses(DATABASE.pool());
    private final TenantId tenant =
            await(tenants.create("tenant " + UUID.randomUUID())).id();
    private final String used = key();
    private final String unused = key();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_key_that_was_used_says_when_to_the_minute_and_others_stay_as_they_are() {
        // When
        await(uses.ofTenants(Map.of(used, tenant)));
        // Then
        assertThat(DATABASE.text(
                        "SELECT last_used_at > now() - interval '2 min' AND extract(second FROM last_used_at) = 0 FROM tenant_key WHERE id = %s",
                        used))
                .isEqualTo("t");
        assertThat(lastUsed(unused)).isNull();
    }

    @Test
    void it_is_not_written_again_within_the_minute() {
        // Given
        await(uses.ofTenants(Map.of(used, tenant)));
        // as if the minute had just begun, whenever this runs
        DATABASE.run("UPDATE tenant_key SET last_used_at = now() WHERE id = %s", used);
        String written = DATABASE.text("SELECT xmin FROM tenant_key WHERE id = %s", used);
        // When
        await(uses.ofTenants(Map.of(used, tenant)));
        // Then
        assertThat(DATABASE.text("SELECT xmin FROM tenant_key WHERE id = %s", used))
                .isEqualTo(written);
    }

    @Test
    void a_use_is_no_change_that_nodes_have_to_heed() {
        // Given
        DATABASE.run("UPDATE tenant_key SET changed_at = '2020-01-01' WHERE id = %s", used);
        // When
        await(uses.ofTenants(Map.of(used, tenant)));
        // Then
        assertThat(lastUsed(used)).isNotNull();
        assertThat(DATABASE.text("SELECT changed_at < '2020-01-02' FROM tenant_key WHERE id = %s", used))
                .isEqualTo("t");
    }

    @Test
    void the_use_of_a_management_key_is_written_likewise() {
        // Given
        DATABASE.run("INSERT INTO management_key (id, hash, scopes) VALUES ('mine', sha256(''), '{}')");
        // When
        await(uses.ofManagement(Set.of("mine", "gone")));
        await(uses.ofManagement(Set.of()));
        // Then
        assertThat(DATABASE.text("SELECT last_used_at IS NOT NULL FROM management_key WHERE id = 'mine'"))
                .isEqualTo("t");
    }

    private @org.jspecify.annotations.Nullable String lastUsed(String id) {
        return DATABASE.text("SELECT last_used_at FROM tenant_key WHERE id = %s", id);
    }

    private String key() {
        TenantKey key = TenantKey.generate();
        await(new KeyStore(DATABASE.pool()).create(tenant, key, Set.of(Scope.WRITE), Optional.empty()));
        return key.id();
    }
}
