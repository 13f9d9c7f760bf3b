package dev.passback.db.staff;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final String ORIGIN = "192.0.2.7";
    private static final Duration MOMENT = Duration.ofSeconds(30);

    private final SessionStore sessions = new SessionStore(DATABASE.pool());
    private final String anna = "anna " + UUID.randomUUID();
    private final byte[] token = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void sign_in() {
        await(new StaffStore(DATABASE.pool()).create(new StaffMember(anna, Role.SUPPORT, new PasswordHash("hash"))));
        await(sessions.begin(anna, session(token, "csrf-1")));
    }

    @Test
    void a_session_is_found_by_the_hash_of_its_token() {
        // When // Then
        assertThat(find()).contains(signedIn("csrf-1"));
        assertThat(await(sessions.find("another".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void a_session_has_the_role_that_its_member_has_now() {
        // When
        DATABASE.run("UPDATE staff SET role = 'viewer' WHERE name = %s", anna);
        // Then
        assertThat(find()).map(SignedIn::role).contains(Role.VIEWER);
    }

    @Test
    void a_session_ends_with_its_member() {
        // When
        DATABASE.run("DELETE FROM staff WHERE name = %s", anna);
        // Then
        assertThat(find()).isEmpty();
    }

    @Test
    void a_session_ends_after_idleness() {
        // Given
        age("last_seen_at", SessionStore.IDLE.minus(MOMENT));
        assertThat(find()).isPresent();
        // When
        age("last_seen_at", SessionStore.IDLE);
        // Then
        assertThat(find()).isEmpty();
        assertThat(find()).as("looking does not wake it up").isEmpty();
    }

    @Test
    void each_request_puts_the_idle_end_off() {
        // Given
        age("last_seen_at", SessionStore.IDLE.minus(MOMENT));
        // When
        find();
        // Then
        assertThat(seen()).isEqualTo("t");
    }

    @Test
    void a_request_within_a_minute_of_the_last_costs_no_write() {
        // Given
        String before = DATABASE.text("SELECT xmin FROM staff_session WHERE staff = %s", anna);
        // When
        find();
        // Then
        assertThat(DATABASE.text("SELECT xmin FROM staff_session WHERE staff = %s", anna))
                .isEqualTo(before);
    }

    @Test
    void a_session_ends_after_its_longest_time_however_busy_it_is() {
        // Given
        age("created_at", SessionStore.LONGEST.minus(MOMENT));
        assertThat(find()).isPresent();
        // When
        age("created_at", MOMENT);
        // Then
        assertThat(find()).isEmpty();
    }

    @Test
    void a_session_that_was_ended_is_over_and_others_are_not() {
        // Given
        byte[] other = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        await(sessions.begin(anna, session(other, "csrf-2")));
        // When
        await(sessions.end(token, ORIGIN));
        // Then
        assertThat(find()).isEmpty();
        assertThat(await(sessions.find(other))).contains(signedIn("csrf-2"));
    }

    @Test
    void sessions_past_their_longest_time_are_deleted_when_another_begins() {
        // Given
        age("created_at", SessionStore.LONGEST.plus(MOMENT));
        // When
        await(sessions.begin(anna, session(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), "csrf-2")));
        // Then
        assertThat(DATABASE.column("SELECT csrf FROM staff_session WHERE staff = %s", anna))
                .containsExactly("csrf-2");
    }

    @Test
    void nobody_who_is_no_member_or_is_disabled_gets_a_session() {
        // Given
        DATABASE.run("UPDATE staff SET disabled_at = now() WHERE name = %s", anna);
        // When // Then
        assertThat(await(sessions.begin("nobody", session(new byte[] {1}, "csrf"))))
                .isFalse();
        assertThat(await(sessions.begin(anna, session(new byte[] {2}, "csrf")))).isFalse();
        assertThat(find()).as("nor keeps one").isEmpty();
    }

    @Test
    void a_session_sees_the_tenants_that_its_member_may_see_now() {
        // Given
        TestTenant mine = TestTenant.in(DATABASE);
        TestTenant other = TestTenant.in(DATABASE);
        // When
        DATABASE.run("UPDATE staff SET all_tenants = false WHERE name = %s", anna);
        // Then
        assertThat(find().flatMap(SignedIn::tenants)).contains(Set.of());
        // When
        DATABASE.run("INSERT INTO staff_tenant (staff, tenant_id) VALUES (%s, %s)", anna, mine.id());
        // Then
        assertThat(find().flatMap(SignedIn::tenants)).contains(Set.of(mine.id()));
        assertThat(find().orElseThrow().sees(mine.id())).isTrue();
        assertThat(find().orElseThrow().sees(other.id())).isFalse();
    }

    @Test
    void beginning_and_ending_are_in_the_audit_log_with_the_address() {
        // When
        await(sessions.end(token, ORIGIN));
        await(sessions.end(token, ORIGIN));
        // Then
        assertThat(DATABASE.column(
                        "SELECT tenant_id || ' ' || subject_kind || ' ' || act || ' ' || origin FROM audit"
                                + " WHERE actor = %s AND subject = %s ORDER BY id",
                        "staff:" + anna, anna))
                .containsExactly("0 staff sign in 192.0.2.7", "0 staff sign out 192.0.2.7");
    }

    private static NewSession session(byte[] token, String csrf) {
        return NewSession.of(token, csrf, ORIGIN);
    }

    private SignedIn signedIn(String csrf) {
        return new SignedIn(anna, Role.SUPPORT, Optional.empty(), false, csrf);
    }

    private Optional<SignedIn> find() {
        return await(sessions.find(token));
    }

    private void age(String column, Duration passed) {
        DATABASE.run(
                "UPDATE staff_session SET " + column + " = " + column + " - %s::interval WHERE staff = %s",
                passed,
                anna);
    }

    private @Nullable String seen() {
        return DATABASE.text(
                "SELECT last_seen_at > now() - interval '1 min' FROM staff_session WHERE staff = %s", anna);
    }
}
