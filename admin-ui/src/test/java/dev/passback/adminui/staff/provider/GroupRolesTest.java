package dev.passback.adminui.staff.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.core.staff.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRolesTest {

    @Test
    void the_highest_role_of_all_groups_counts() {
        // Given
        GroupRoles roles = GroupRoles.parse("support=helpers, admin=owners,viewer=*");
        // When // Then
        assertThat(roles.of(List.of("owners", "helpers"))).contains(Role.ADMIN);
        assertThat(roles.of(List.of("helpers", "x"))).contains(Role.SUPPORT);
        assertThat(roles.of(List.of())).contains(Role.VIEWER);
    }

    @Test
    void without_a_rule_for_anybody_strangers_have_no_role() {
        // When // Then
        assertThat(GroupRoles.parse("support=helpers").of(List.of("Helpers", "*")))
                .isEmpty();
    }

    @Test
    void a_group_may_have_an_equals_sign_in_its_name() {
        // When // Then
        assertThat(GroupRoles.parse("admin=CN=owners").of(List.of("CN=owners"))).contains(Role.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "support", "support=", "owner=x", "support=a,,viewer=b", "SUPPORT=a"})
    void anything_else_is_refused_with_an_example(String text) {
        // When // Then
        assertThatThrownBy(() -> GroupRoles.parse(text)).hasMessageContaining("support=passback-support");
    }
}
