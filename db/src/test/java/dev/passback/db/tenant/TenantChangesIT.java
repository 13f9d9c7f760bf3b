package dev.passback.db.tenant;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.db.Change;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.Page;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.Audited;
import dev.passback.db.audit.Subject;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TenantChangesIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final TenantLimits LIMITS =
            new TenantLimits(Optional.of(new TenantLimits.Rate(5, 10)), Optional.of(1_000L));

    private final TenantStore tenants = new TenantStore(DATABASE.pool());
    private final String name = "tenant " + UUID.randomUUID();
    private final Tenant tenant = await(tenants.create(name, TenantLimits.NONE, Audited.ANNA));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void who_created_it_is_in_the_audit_log() {
        // When // Then
        assertThat(audited()).singleElement().satisfies(line -> {
            assertThat(line.act()).isEqualTo("create");
            assertThat(line.actor()).isEqualTo("staff:anna");
            assertThat(line.before()).isEmpty();
        });
    }

    @Test
    void a_suspended_one_says_since_when_and_why_until_it_is_resumed() {
        // When
        Change suspended = await(tenants.suspend(tenant.id(), Audited.ANNA));
        TenantView during = view();
        Change resumed = await(tenants.resume(tenant.id(), Audited.ANNA));
        // Then
        assertThat(suspended).isEqualTo(new Change.Changed(2));
        assertThat(during.suspended().orElseThrow().reason()).contains("the customer asked");
        assertThat(during.version()).isEqualTo(2);
        assertThat(resumed).isEqualTo(new Change.Changed(3));
        assertThat(view().suspended()).isEmpty();
        assertThat(audited()).extracting(AuditLine::act).containsExactly("resume", "suspend", "create");
    }

    @Test
    void what_is_done_twice_is_done_and_written_once() {
        // When
        await(tenants.suspend(tenant.id(), Audited.ANNA));
        Change again = await(tenants.suspend(tenant.id(), Audited.ANNA));
        // Then
        assertThat(again).isEqualTo(new Change.Unchanged(2));
        assertThat(audited()).hasSize(2);
    }

    @Test
    void limits_are_changed_on_top_of_the_version_that_was_seen() {
        // When
        Change first = await(tenants.limit(tenant.id(), LIMITS, 1, Audited.ANNA));
        Change stale = await(tenants.limit(tenant.id(), TenantLimits.NONE, 1, Audited.ANNA));
        // Then
        assertThat(first).isEqualTo(new Change.Changed(2));
        assertThat(stale).isEqualTo(new Change.Stale(2));
        assertThat(view().limits()).isEqualTo(LIMITS);
        assertThat(audited()).hasSize(2);
    }

    @Test
    void of_many_changes_on_top_of_one_version_one_is_made() {
        // When
        List<Future<Change>> changes = IntStream.rangeClosed(1, 12)
                .mapToObj(most -> tenants.limit(
                        tenant.id(), new TenantLimits(Optional.empty(), Optional.of((long) most)), 1, Audited.ANNA))
                .toList();
        await(Future.all(changes));
        // Then
        assertThat(changes).extracting(Future::result).containsOnlyOnce(new Change.Changed(2));
        assertThat(changes)
                .extracting(Future::result)
                .filteredOn(new Change.Stale(2)::equals)
                .hasSize(11);
        assertThat(audited()).hasSize(2);
    }

    @Test
    void nobody_changes_a_tenant_that_is_not_there() {
        // Given
        TenantId nobody = new TenantId(-1);
        // When // Then
        assertThat(await(tenants.suspend(nobody, Audited.ANNA))).isEqualTo(new Change.NotThere());
        assertThat(await(tenants.resume(nobody, Audited.ANNA))).isEqualTo(new Change.NotThere());
        assertThat(await(tenants.limit(nobody, LIMITS, 1, Audited.ANNA))).isEqualTo(new Change.NotThere());
    }

    @Test
    void every_change_tells_the_nodes_that_something_changed() {
        // Given
        List<Runnable> changes = List.of(
                () -> await(tenants.suspend(tenant.id(), Audited.ANNA)),
                () -> await(tenants.resume(tenant.id(), Audited.ANNA)),
                () -> await(tenants.limit(tenant.id(), LIMITS, 3, Audited.ANNA)));
        for (Runnable change : changes) {
            DATABASE.run("UPDATE tenant SET changed_at = now() - interval '1 h' WHERE id = %s", tenant.id());
            // When
            change.run();
            // Then
            assertThat(DATABASE.text(
                            "SELECT changed_at > now() - interval '1 min' FROM tenant WHERE id = %s", tenant.id()))
                    .isEqualTo("t");
        }
    }

    @Test
    void a_list_goes_by_name_page_by_page_and_holds_only_who_may_be_seen() {
        // Given
        String prefix = "list " + UUID.randomUUID();
        List<Tenant> made = new ArrayList<>();
        for (String letter : List.of("c", "a", "b")) {
            made.add(await(tenants.create(prefix + letter)));
        }
        Optional<Set<TenantId>> two =
                Optional.of(Set.of(made.get(0).id(), made.get(1).id()));
        // When
        Page<TenantView> first = await(tenants.list(Optional.empty(), Optional.of(prefix), 2));
        Page<TenantView> second = await(
                tenants.list(two, Optional.of(first.lines().getLast().tenant().name()), 2));
        // Then
        assertThat(first.lines()).extracting(line -> line.tenant().name()).containsExactly(prefix + "a", prefix + "b");
        assertThat(first.more()).isTrue();
        assertThat(second.lines()).extracting(line -> line.tenant().name()).containsExactly(prefix + "c");
        assertThat(second.more()).isFalse();
        assertThat(await(tenants.view(prefix + "b", two))).isEmpty();
        assertThat(await(tenants.view(prefix + "c", two))).isPresent();
    }

    private TenantView view() {
        return await(tenants.view(name, Optional.empty())).orElseThrow();
    }

    private List<AuditLine> audited() {
        return Audited.of(DATABASE, tenant.id(), Subject.TENANT, name);
    }
}
