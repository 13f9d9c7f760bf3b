package dev.passback.db.staff;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.Failures;
import dev.passback.db.MigratedDatabase;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StaffStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final StaffStore staff = new StaffStore(DATABASE.pool());
    private final String name = "anna " + UUID.randomUUID();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_created_member_is_found_by_name(Role role) {
        // Given
        StaffMember member = new StaffMember(name, role, new PasswordHash("$argon2id$a-hash"));
        // When
        await(staff.create(member));
        // Then
        assertThat(await(staff.find(name))).contains(member);
    }

    @Test
    void an_unknown_name_finds_nobody() {
        // Given
        await(staff.create(new StaffMember(name, Role.ADMIN, PasswordHash.OF_NOBODY)));
        // When // Then
        assertThat(await(staff.find(name + "!"))).isEmpty();
        assertThat(await(staff.find(name.toUpperCase(Locale.ROOT)))).isEmpty();
    }

    @Test
    void a_name_that_is_taken_is_refused_and_the_first_keeps_role_and_password() {
        // Given
        StaffMember first = new StaffMember(name, Role.VIEWER, new PasswordHash("first"));
        await(staff.create(first));
        // When // Then
        assertThatThrownBy(() -> await(staff.create(new StaffMember(name, Role.ADMIN, new PasswordHash("second")))))
                .matches(Failures::isDuplicate);
        assertThat(await(staff.find(name))).contains(first);
    }
}
