package dev.passback.db.staff;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.core.tenant.Tenant;
import dev.passback.db.Change;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.Page;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.audit.Audited;
import dev.passback.db.audit.Subject;
import dev.passback.db.tenant.TenantStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaffAccountsIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final PasswordHash HASH = new PasswordHash("$argon2id$the-hash");

    private final StaffAccounts staff = new StaffAccounts(DATABASE.pool());
    private final String name = "anna " + UUID.randomUUID();
    private final Tenant one = await(new TenantStore(DATABASE.pool()).create("tenant 1 " + UUID.randomUUID()));
    private final Tenant two = await(new TenantStore(DATABASE.pool()).create("tenant 2 " + UUID.randomUUID()));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void anna_is_signed_in() {
        await(staff.create(new StaffMember(name, Role.SUPPORT, HASH), Optional.of(Set.of(one.id())), Audited.ANNA));
        await(new SessionStore(DATABASE.pool())
                .begin(name, NewSession.of(name.getBytes(StandardCharsets.UTF_8), "csrf", "192.0.2.7")));
    }

    @Test
    void a_member_is_seen_with_role_and_tenants() {
        // When
        StaffAccount account = account();
        // Then
        assertThat(account.role()).isEqualTo(Role.SUPPORT);
        assertThat(account.tenants()).contains(List.of(one));
        assertThat(account.byProvider()).isFalse();
        assertThat(account.disabledAt()).isEmpty();
        assertThat(account.version()).isEqualTo(1);
        assertThat(await(new StaffStore(DATABASE.pool()).find(name)))
                .contains(new StaffMember(name, Role.SUPPORT, HASH));
        assertThat(sessions()).isEqualTo("1");
    }

    @Test
    void role_and_tenants_are_changed_on_top_of_the_version_that_was_seen_and_all_sessions_end() {
        // When
        Change first = await(staff.change(name, Role.ADMIN, Optional.of(Set.of(one.id(), two.id())), 1, Audited.ANNA));
        Change stale = await(staff.change(name, Role.VIEWER, Optional.empty(), 1, Audited.ANNA));
        // Then
        assertThat(first).isEqualTo(new Change.Changed(2));
        assertThat(stale).isEqualTo(new Change.Stale(2));
        assertThat(account().role()).isEqualTo(Role.ADMIN);
        assertThat(account().tenants()).contains(List.of(one, two));
        assertThat(sessions()).isEqualTo("0");
        assertThat(audited()).extracting(AuditLine::act).containsExactly("change", "sign in", "create");
        AuditLine line = audited().getFirst();
        assertThat(line.before().orElseThrow().getString("role")).isEqualTo("support");
        assertThat(line.before().orElseThrow().getJsonArray("tenants")).containsExactly(one.name());
        assertThat(line.after().orElseThrow().getString("role")).isEqualTo("admin");
        assertThat(line.after().orElseThrow().getJsonArray("tenants")).containsExactly(one.name(), two.name());
    }

    @Test
    void a_tenant_can_be_taken_away_and_all_can_be_given() {
        // When
        await(staff.change(name, Role.SUPPORT, Optional.of(Set.of(two.id())), 1, Audited.ANNA));
        Optional<List<Tenant>> moved = account().tenants();
        await(staff.change(name, Role.SUPPORT, Optional.empty(), 2, Audited.ANNA));
        // Then
        assertThat(moved).contains(List.of(two));
        assertThat(account().tenants()).isEmpty();
        assertThat(DATABASE.text("SELECT count(*) FROM staff_tenant WHERE staff = %s", name))
                .isEqualTo("0");
    }

    @Test
    void no_tenant_at_all_is_not_all_tenants() {
        // When
        await(staff.change(name, Role.SUPPORT, Optional.of(Set.of()), 1, Audited.ANNA));
        // Then
        assertThat(account().tenants()).contains(List.of());
    }

    @Test
    void a_disabled_member_has_no_session_left_and_can_be_enabled_again() {
        // When
        Change disabled = await(staff.disable(name, Audited.ANNA));
        Change again = await(staff.disable(name, Audited.ANNA));
        boolean during = account().disabledAt().isPresent();
        Change enabled = await(staff.enable(name, Audited.ANNA));
        // Then
        assertThat(disabled).isEqualTo(new Change.Changed(2));
        assertThat(again).isEqualTo(new Change.Unchanged(2));
        assertThat(during).isTrue();
        assertThat(enabled).isEqualTo(new Change.Changed(3));
        assertThat(account().disabledAt()).isEmpty();
        assertThat(sessions()).isEqualTo("0");
        assertThat(audited()).extracting(AuditLine::act).containsExactly("enable", "disable", "sign in", "create");
    }

    @Test
    void a_new_password_ends_all_sessions_and_is_nowhere_in_the_audit_log() {
        // When
        Change change = await(staff.setPassword(name, new PasswordHash("$argon2id$another"), Audited.ANNA));
        // Then
        assertThat(change).isEqualTo(new Change.Changed(2));
        assertThat(await(new StaffStore(DATABASE.pool()).find(name))
                        .orElseThrow()
                        .password())
                .isEqualTo(new PasswordHash("$argon2id$another"));
        assertThat(sessions()).isEqualTo("0");
        assertThat(Objects.requireNonNull(DATABASE.text("SELECT jsonb_agg(a) FROM audit a WHERE subject = %s", name)))
                .contains("set password")
                .doesNotContain("argon2id");
    }

    @Test
    void who_signs_in_at_a_provider_gets_no_password_here() {
        // Given
        DATABASE.run("UPDATE staff SET password_hash = NULL, provider_subject = name WHERE name = %s", name);
        // When
        Change change = await(staff.setPassword(name, HASH, Audited.ANNA));
        // Then
        assertThat(change).isEqualTo(new Change.Unchanged(1));
        assertThat(account().byProvider()).isTrue();
        assertThat(await(new StaffStore(DATABASE.pool()).find(name))).isEmpty();
    }

    @Test
    void nobody_changes_somebody_who_is_not_there() {
        // When // Then
        assertThat(await(staff.disable("nobody", Audited.ANNA))).isEqualTo(new Change.NotThere());
        assertThat(await(staff.setPassword("nobody", HASH, Audited.ANNA))).isEqualTo(new Change.NotThere());
        assertThat(await(staff.change("nobody", Role.VIEWER, Optional.empty(), 1, Audited.ANNA)))
                .isEqualTo(new Change.NotThere());
    }

    @Test
    void a_list_goes_by_name_page_by_page() {
        // Given
        for (String letter : List.of("b", "a")) {
            await(staff.create(new StaffMember(name + letter, Role.VIEWER, HASH), Optional.empty(), Audited.ANNA));
        }
        // When
        Page<StaffAccount> first = await(staff.list(Optional.of(name), 1));
        Page<StaffAccount> second = await(staff.list(Optional.of(name + "a"), 1));
        // Then
        assertThat(first.lines()).extracting(StaffAccount::name).containsExactly(name + "a");
        assertThat(first.more()).isTrue();
        assertThat(second.lines()).extracting(StaffAccount::name).containsExactly(name + "b");
    }

    private StaffAccount account() {
        return await(staff.find(name)).orElseThrow();
    }

    private String sessions() {
        return String.valueOf(DATABASE.text("SELECT count(*) FROM staff_session WHERE staff = %s", name));
    }

    private List<AuditLine> audited() {
        return Audited.of(DATABASE, AuditLog.PLATFORM, Subject.STAFF, name);
    }
}
