package dev.passback.db.tenant;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.ManagementKey;
import dev.passback.core.tenant.ManagementScope;
import dev.passback.db.Acted;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.Page;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.audit.Audited;
import dev.passback.db.audit.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ManagementKeyStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Set<ManagementScope> READ = Set.of(ManagementScope.READ);

    private final ManagementKeyStore keys = new ManagementKeyStore(DATABASE.pool());
    private final ManagementKeyLookup lookup = new ManagementKeyLookup(DATABASE.pool());
    private final ManagementKey key = ManagementKey.generate();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_key_is_found_by_its_public_part_and_only_its_hash_is_stored() {
        // When
        await(keys.create(key, "terraform", READ, Optional.empty(), Audited.ANNA));
        KnownManagementKey found = await(lookup.find(key.id())).orElseThrow();
        // Then
        assertThat(key.matches(found.hash().getBytes())).isTrue();
        assertThat(ManagementKey.generate().matches(found.hash().getBytes())).isFalse();
        assertThat(found.caller().scopes()).containsExactly(ManagementScope.READ);
        assertThat(found.usable()).isTrue();
        assertThat(DATABASE.text("SELECT to_jsonb(k) FROM management_key k WHERE id = %s", key.id()))
                .doesNotContain(key.secret().reveal());
    }

    @Test
    void an_expired_or_revoked_one_is_unusable() {
        // Given
        ManagementKey expired = ManagementKey.generate();
        await(keys.create(key, "", READ, Optional.empty(), Audited.ANNA));
        await(keys.create(expired, "", READ, Optional.of(Duration.ofDays(1)), Audited.ANNA));
        // When
        Acted first = await(keys.revoke(key.id(), Audited.ANNA));
        Acted second = await(keys.revoke(key.id(), Audited.ANNA));
        DATABASE.run(
                "UPDATE management_key SET expires_at = expires_at - interval '1 day' WHERE id = %s", expired.id());
        // Then
        assertThat(first).isEqualTo(Acted.DONE);
        assertThat(second).isEqualTo(Acted.NOTHING);
        assertThat(await(keys.revoke("nobody", Audited.ANNA))).isEqualTo(Acted.NOT_THERE);
        assertThat(await(lookup.find(key.id())).orElseThrow().usable()).isFalse();
        assertThat(await(lookup.find(expired.id())).orElseThrow().usable()).isFalse();
    }

    @Test
    void the_list_goes_newest_first_page_by_page() {
        // Given
        ManagementKey newer = ManagementKey.generate();
        await(keys.create(key, "older", READ, Optional.empty(), Audited.ANNA));
        await(keys.create(newer, "newer", READ, Optional.empty(), Audited.ANNA));
        // When
        Page<ManagementKeyView> first = await(keys.list(Optional.empty(), 1));
        Page<ManagementKeyView> second = await(keys.list(Optional.of(newer.id()), 1));
        // Then
        assertThat(first.lines()).extracting(ManagementKeyView::label).containsExactly("newer");
        assertThat(first.more()).isTrue();
        assertThat(second.lines()).extracting(ManagementKeyView::label).containsExactly("older");
    }

    @Test
    void who_made_and_revoked_it_stands_under_the_platform() {
        // When
        await(keys.create(key, "", READ, Optional.empty(), Audited.ANNA));
        await(keys.revoke(key.id(), Audited.ANNA));
        // Then
        assertThat(Audited.of(DATABASE, AuditLog.PLATFORM, Subject.MANAGEMENT_KEY, key.id()))
                .extracting(AuditLine::act)
                .containsExactly("revoke", "create");
    }
}
