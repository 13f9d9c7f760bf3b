package dev.passback.db.staff;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.MigratedDatabase;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ProviderStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final String ORIGIN = "192.0.2.7";

    private final ProviderStore people = new ProviderStore(DATABASE.pool());
    private final SessionStore sessions = new SessionStore(DATABASE.pool());
    private final String name = "anna " + UUID.randomUUID();
    private final String subject = "https://id.example " + UUID.randomUUID();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_first_sign_in_makes_a_member_with_the_role_of_the_groups() {
        // When
        assertThat(begin("first", Role.SUPPORT, true)).isTrue();
        // Then
        assertThat(find("first")).contains(new SignedIn(name, Role.SUPPORT, Optional.empty(), true, "csrf"));
        assertThat(acts()).containsExactlyInAnyOrder("create", "sign in");
    }

    @Test
    void somebody_new_sees_no_tenant_where_that_is_the_rule() {
        // When
        begin("first", Role.SUPPORT, false);
        // Then
        assertThat(find("first").flatMap(SignedIn::tenants)).contains(Set.of());
    }

    @Test
    void a_later_sign_in_finds_the_same_member_and_leaves_what_an_admin_set() {
        // Given
        begin("first", Role.SUPPORT, true);
        DATABASE.run("UPDATE staff SET all_tenants = false WHERE name = %s", name);
        // When
        begin("second", Role.SUPPORT, true);
        // Then
        assertThat(find("first")).as("the first session goes on").isPresent();
        assertThat(find("second").flatMap(SignedIn::tenants)).contains(Set.of());
        assertThat(DATABASE.column("SELECT name FROM staff WHERE provider_subject = %s", subject))
                .containsExactly(name);
    }

    @Test
    void another_role_by_the_groups_ends_the_sessions_with_the_old_one() {
        // Given
        begin("first", Role.ADMIN, true);
        // When
        begin("second", Role.VIEWER, true);
        // Then
        assertThat(find("first")).isEmpty();
        assertThat(find("second").map(SignedIn::role)).contains(Role.VIEWER);
        assertThat(DATABASE.text(
                        "SELECT before::text || ' ' || after::text FROM audit WHERE subject = %s AND act = 'change'",
                        name))
                .isEqualTo("{\"role\": \"admin\"} {\"role\": \"viewer\"}");
        assertThat(DATABASE.text("SELECT version FROM staff WHERE name = %s", name))
                .isEqualTo("2");
    }

    @Test
    void a_name_of_somebody_else_is_never_taken_over() {
        // Given
        await(new StaffStore(DATABASE.pool()).create(new StaffMember(name, Role.ADMIN, new PasswordHash("hash"))));
        // When
        begin("first", Role.VIEWER, true);
        // Then
        assertThat(find("first").map(SignedIn::staff)).contains(name + " 2");
        assertThat(DATABASE.text("SELECT role FROM staff WHERE name = %s", name))
                .isEqualTo("admin");
    }

    @Test
    void whoever_is_disabled_gets_no_session_and_keeps_none() {
        // Given
        begin("first", Role.SUPPORT, true);
        DATABASE.run("UPDATE staff SET disabled_at = now() WHERE name = %s", name);
        // When // Then
        assertThat(begin("second", Role.SUPPORT, true)).isFalse();
        assertThat(find("second")).isEmpty();
        assertThat(find("first")).isEmpty();
    }

    @Test
    void a_refusal_ends_all_sessions_and_is_in_the_audit_log() {
        // Given
        begin("first", Role.SUPPORT, true);
        // When
        await(people.refuse(subject, "no group with a role", ORIGIN));
        // Then
        assertThat(find("first")).isEmpty();
        assertThat(acts()).endsWith("sign in refused");
    }

    @Test
    void two_first_sign_ins_at_once_make_one_member() {
        // When
        Future<Boolean> one = people.begin(person(Role.SUPPORT, true), session("first"));
        Future<Boolean> two = people.begin(person(Role.SUPPORT, true), session("second"));
        // Then
        assertThat(await(one)).isTrue();
        assertThat(await(two)).isTrue();
        assertThat(find("first").map(SignedIn::staff))
                .isPresent()
                .isEqualTo(find("second").map(SignedIn::staff));
    }

    private boolean begin(String token, Role role, boolean allTenants) {
        return await(people.begin(person(role, allTenants), session(token)));
    }

    private ProviderPerson person(Role role, boolean allTenants) {
        return new ProviderPerson(subject, List.of(name, name + " 2"), role, allTenants);
    }

    private NewSession session(String token) {
        return NewSession.of((name + token).getBytes(StandardCharsets.UTF_8), "csrf", ORIGIN);
    }

    private Optional<SignedIn> find(String token) {
        return await(sessions.find((name + token).getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> acts() {
        return DATABASE.column("SELECT act FROM audit WHERE subject = %s ORDER BY id", name).stream()
                .map(String::valueOf)
                .toList();
    }
}
