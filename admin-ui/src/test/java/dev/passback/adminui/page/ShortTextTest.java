package dev.passback.adminui.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortTextTest {

    @Test
    void a_long_id_keeps_its_beginning_and_its_end() {
        assertThat(ShortText.of("greenhouse:HWUTwvyx2wLoSUHphiWVrp28", 17).shown())
                .isEqualTo("greenhouse…WVrp28")
                .hasSize(17);
    }

    @Test
    void an_id_that_fits_is_left_alone() {
        assertThat(ShortText.of("candidate-1234567", 17).shown()).isEqualTo("candidate-1234567");
    }

    @Test
    void a_sign_of_two_halves_is_never_cut() {
        assertThat(ShortText.of("🦊".repeat(20), 10).shown()).isEqualTo("🦊🦊🦊…🦊🦊🦊🦊🦊🦊");
    }
}
