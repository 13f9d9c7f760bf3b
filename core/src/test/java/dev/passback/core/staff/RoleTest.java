package dev.passback.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

    @ParameterizedTest
    @CsvSource({
        "VIEWER,  VIEWER,  true", "VIEWER,  SUPPORT, false", "VIEWER,  ADMIN, false",
        "SUPPORT, VIEWER,  true", "SUPPORT, SUPPORT, true", "SUPPORT, ADMIN, false",
        "ADMIN,   VIEWER,  true", "ADMIN,   SUPPORT, true", "ADMIN,   ADMIN, true",
    })
    void a_role_may_do_what_the_ones_before_it_may(Role role, Role other, boolean includes) {
        assertThat(role.includes(other)).isEqualTo(includes);
    }

    @ParameterizedTest
    @EnumSource
    void a_role_is_found_by_its_word(Role role) {
        assertThat(Role.ofWord(role.word())).contains(role);
    }

    @Test
    void an_unknown_role_is_nothing() {
        assertThat(Role.ofWord("owner")).isEmpty();
        assertThat(Role.ofWord("ADMIN")).isEmpty();
    }
}
