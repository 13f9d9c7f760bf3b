package dev.passback.db.tenant;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
import dev.passback.db.MigratedDatabase;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementKeyLookupIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final ManagementKeyLookup keys = new ManagementKeyLookup(DATABASE.pool());
    private final ManagementKey key = ManagementKey.generate();

    @BeforeEach
    void store() {
        DATABASE.run(
                "INSERT INTO management_key (id, hash, scopes) VALUES (%s, decode(%s, 'hex'), '{manage:read,all:of-it}')",
                key.id(), HexFormat.of().formatHex(key.hash()));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_key_is_found_by_its_public_part_with_the_scopes_that_are_known() {
        // When
        KnownManagementKey found = await(keys.find(key.id())).orElseThrow();
        // Then
        assertThat(found.caller().keyId()).isEqualTo(key.id());
        assertThat(found.caller().scopes()).containsExactly(ManagementScope.READ);
        assertThat(key.matches(found.hash().getBytes())).isTrue();
        assertThat(found.usable()).isTrue();
        assertThat(found.endsIn()).isEmpty();
        assertThat(await(keys.find("another"))).isEmpty();
    }

    @Test
    void a_key_that_ends_says_when_and_is_not_usable_afterwards() {
        // Given
        DATABASE.run("UPDATE management_key SET expires_at = now() + interval '1 h' WHERE id = %s", key.id());
        KnownManagementKey before = await(keys.find(key.id())).orElseThrow();
        // When
        DATABASE.run("UPDATE management_key SET expires_at = now() - interval '1 s' WHERE id = %s", key.id());
        // Then
        assertThat(before.usable()).isTrue();
        assertThat(before.endsIn().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(await(keys.find(key.id())).orElseThrow().usable()).isFalse();
    }

    @Test
    void a_revoked_key_is_not_usable() {
        // When
        DATABASE.run("UPDATE management_key SET revoked_at = now() WHERE id = %s", key.id());
        // Then
        assertThat(await(keys.find(key.id())).orElseThrow().usable()).isFalse();
    }
}
