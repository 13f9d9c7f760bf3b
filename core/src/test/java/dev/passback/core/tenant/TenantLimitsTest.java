package dev.passback.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantLimitsTest {

    @Test
    void a_limit_lets_something_through() {
        // When // Then
        assertThatThrownBy(() -> new TenantLimits(Optional.empty(), Optional.of(0L)))
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new TenantLimits.Rate(0, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new TenantLimits.Rate(1, 0)).hasMessageContaining("at least 1");
        assertThat(new TenantLimits(Optional.of(new TenantLimits.Rate(1, 1)), Optional.of(1L)))
                .isNotEqualTo(TenantLimits.NONE);
    }
}
