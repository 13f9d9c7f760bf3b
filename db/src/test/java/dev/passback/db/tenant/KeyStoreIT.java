package dev.passback.db.tenant;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.Acted;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.Page;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.Audited;
import dev.passback.db.audit.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeyStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final TenantStore tenants = new TenantStore(DATABASE.pool());
    private final KeyStore keys = new KeyStore(DATABASE.pool());
    private final TenantId tenant =
            await(tenants.create("tenant " + UUID.randomUUID())).id();
    private final TenantId other =
            await(tenants.create("tenant " + UUID.randomUUID())).id();
    private final TenantKey key = TenantKey.generate();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_key_is_seen_with_all_but_its_secret() {
        // When
        create(Optional.of(Duration.ofDays(90)));
        KeyView view = view(key);
        // Then
        assertThat(view.label()).isEqualTo("production");
        assertThat(view.scopes()).containsExactlyInAnyOrder(Scope.WRITE, Scope.READ);
        assertThat(view.usable()).isTrue();
        assertThat(view.expiresAt()).contains(view.createdAt().plusDays(90));
        assertThat(view.lastUsedAt()).isEmpty();
        assertThat(await(keys.find(other, key.id()))).isEmpty();
    }

    @Test
    void the_list_is_the_tenants_own_newest_first_page_by_page() {
        // Given
        create(Optional.empty());
        TenantKey second = TenantKey.generate();
        TenantKey third = TenantKey.generate();
        await(keys.create(tenant, second, Set.of(Scope.READ), Optional.empty()));
        await(keys.create(tenant, third, Set.of(Scope.READ), Optional.empty()));
        await(keys.create(other, TenantKey.generate(), Set.of(Scope.READ), Optional.empty()));
        // When
        Page<KeyView> first = await(keys.list(tenant, Optional.empty(), 2));
        Page<KeyView> rest = await(keys.list(tenant, Optional.of(second.id()), 2));
        // Then
        assertThat(first.lines()).extracting(KeyView::id).containsExactly(third.id(), second.id());
        assertThat(first.more()).isTrue();
        assertThat(rest.lines()).extracting(KeyView::id).containsExactly(key.id());
        assertThat(rest.more()).isFalse();
    }

    @Test
    void a_revoked_key_is_good_for_nothing_at_once_and_is_revoked_once() {
        // Given
        create(Optional.empty());
        // When
        Acted first = await(keys.revoke(tenant, key.id(), Audited.ANNA));
        Acted second = await(keys.revoke(tenant, key.id(), Audited.ANNA));
        // Then
        assertThat(first).isEqualTo(Acted.DONE);
        assertThat(second).isEqualTo(Acted.NOTHING);
        assertThat(view(key).usable()).isFalse();
        assertThat(await(tenants.findKey(key.id())).orElseThrow().usable()).isFalse();
        assertThat(audited()).extracting(AuditLine::act).containsExactly("revoke", "create");
    }

    @Test
    void another_tenant_neither_revokes_nor_rotates_it() {
        // Given
        create(Optional.empty());
        // When // Then
        assertThat(await(keys.revoke(other, key.id(), Audited.ANNA))).isEqualTo(Acted.NOT_THERE);
        assertThat(await(keys.rotate(other, key.id(), TenantKey.generate(), OVERLAP, Audited.ANNA)))
                .isEqualTo(Acted.NOT_THERE);
        assertThat(view(key).usable()).isTrue();
    }

    @Test
    void a_rotated_key_is_good_beside_the_new_one_until_the_overlap_ends() {
        // Given
        create(Optional.empty());
        TenantKey successor = TenantKey.generate();
        // When
        Acted rotated = await(keys.rotate(tenant, key.id(), successor, OVERLAP, Audited.ANNA));
        // Then
        assertThat(rotated).isEqualTo(Acted.DONE);
        assertThat(view(successor).label()).isEqualTo("production");
        assertThat(view(successor).scopes()).isEqualTo(view(key).scopes());
        assertThat(view(successor).expiresAt()).isEmpty();
        assertThat(view(key).usable()).isTrue();
        assertThat(view(key).replacedBy()).contains(successor.id());
        assertThat(view(key).expiresAt()).contains(view(successor).createdAt().plus(OVERLAP));
        assertThat(await(tenants.findKey(successor.id())).orElseThrow().usable())
                .isTrue();
    }

    @Test
    void the_new_key_lives_as_long_as_the_old_one_was_to_live_and_the_old_one_never_longer() {
        // Given
        create(Optional.of(Duration.ofHours(2)));
        TenantKey successor = TenantKey.generate();
        var end = view(key).expiresAt();
        // When
        await(keys.rotate(tenant, key.id(), successor, OVERLAP, Audited.ANNA));
        // Then
        assertThat(view(key).expiresAt()).isEqualTo(end);
        assertThat(view(successor).expiresAt())
                .contains(view(successor).createdAt().plusHours(2));
    }

    @Test
    void a_key_is_rotated_once_and_only_while_it_is_good() {
        // Given
        create(Optional.empty());
        await(keys.rotate(tenant, key.id(), TenantKey.generate(), OVERLAP, Audited.ANNA));
        TenantKey revoked = TenantKey.generate();
        await(keys.create(tenant, revoked, Set.of(Scope.READ), Optional.empty()));
        await(keys.revoke(tenant, revoked.id(), Audited.ANNA));
        // When // Then
        assertThat(await(keys.rotate(tenant, key.id(), TenantKey.generate(), OVERLAP, Audited.ANNA)))
                .isEqualTo(Acted.NOTHING);
        assertThat(await(keys.rotate(tenant, revoked.id(), TenantKey.generate(), OVERLAP, Audited.ANNA)))
                .isEqualTo(Acted.NOTHING);
        assertThat(await(keys.list(tenant, Optional.empty(), 10)).lines()).hasSize(3);
    }

    @Test
    void every_change_tells_the_nodes_that_something_changed() {
        // Given
        create(Optional.empty());
        List<Runnable> changes = List.of(
                () -> await(keys.rotate(tenant, key.id(), TenantKey.generate(), OVERLAP, Audited.ANNA)),
                () -> await(keys.revoke(tenant, key.id(), Audited.ANNA)));
        for (Runnable change : changes) {
            DATABASE.run("UPDATE tenant_key SET changed_at = now() - interval '1 h' WHERE id = %s", key.id());
            // When
            change.run();
            // Then
            assertThat(DATABASE.text(
                            "SELECT changed_at > now() - interval '1 min' FROM tenant_key WHERE id = %s", key.id()))
                    .isEqualTo("t");
        }
    }

    @Test
    void the_audit_log_tells_what_the_key_may_do_and_nothing_that_opens_a_door() {
        // Given
        create(Optional.empty());
        TenantKey successor = TenantKey.generate();
        // When
        await(keys.rotate(tenant, key.id(), successor, OVERLAP, Audited.ANNA));
        String lines = Objects.requireNonNull(DATABASE.text(
                "SELECT jsonb_agg(a) FROM audit a WHERE tenant_id = %s AND subject_kind = 'key'", tenant));
        // Then
        assertThat(lines)
                .contains("submissions:read", "production", "staff:anna", successor.id())
                .doesNotContain(
                        "hash", key.secret().reveal(), successor.secret().reveal());
    }

    private void create(Optional<Duration> expiresIn) {
        await(keys.create(tenant, key, "production", Set.of(Scope.WRITE, Scope.READ), expiresIn, Audited.ANNA));
    }

    private KeyView view(TenantKey of) {
        return await(keys.find(tenant, of.id())).orElseThrow();
    }

    private List<AuditLine> audited() {
        return Audited.of(DATABASE, tenant, Subject.KEY, key.id());
    }
}
