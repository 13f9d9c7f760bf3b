package dev.passback.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.db.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_setting_is_read_without_the_blanks_around_it() {
        assertThat(of("X", "  value \n").text("X")).contains("value");
    }

    @Test
    void a_setting_may_stand_in_a_file() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("x"), "value\n");
        // When
        Environment environment = of("X_FILE", file.toString());
        // Then
        assertThat(environment.text("X")).contains("value");
        assertThatCode(environment::complain).doesNotThrowAnyException();
    }

    @Test
    void the_variable_itself_goes_before_its_file() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("x"), "from the file");
        // When
        Environment environment = new Environment(Map.of("X", "from the variable", "X_FILE", file.toString()));
        // Then
        assertThat(environment.text("X")).contains("from the variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void a_blank_setting_is_none(String blank) {
        // Given
        Environment environment = of("X", blank);
        // When
        environment.required("X", value -> value);
        // Then
        assertThatThrownBy(environment::complain).hasMessage("A setting is wrong: X is not set");
    }

    @Test
    void a_file_that_cannot_be_read_is_named_by_its_setting_and_once() {
        // Given
        Environment environment = of("X_FILE", folder.resolve("absent").toString());
        // When
        environment.required("X", value -> value);
        // Then
        assertThatThrownBy(environment::complain)
                .isInstanceOf(ConfigException.class)
                .hasMessage("A setting is wrong: X_FILE names a file that cannot be read");
    }

    @Test
    void what_is_wrong_is_said_for_all_settings_at_once() {
        // Given
        Environment environment =
                new Environment(Map.of("PORT", "http", "FLAG", "maybe", "PASSBACK_ROLES", "gateway,cook"));
        // When
        environment.port("PORT", 1);
        environment.flag("FLAG", true);
        environment.roles();
        environment.required("DATABASE", DatabaseAddress::parse);
        // Then
        assertThatThrownBy(environment::complain).hasMessage("""
                4 settings are wrong:
                  PORT is wrong: must be a port, 0 to 65535; 0 means any that is free
                  FLAG is wrong: must be true or false
                  PASSBACK_ROLES may hold gateway and ui, nothing else
                  DATABASE is not set""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "99999999999", "80 80", "0x50", "http"})
    void what_is_no_port_is_refused(String value) {
        // Given
        Environment environment = of("PORT", value);
        // When
        environment.port("PORT", 1);
        // Then
        assertThatThrownBy(environment::complain).hasMessageContaining("PORT").hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "65535, 65535", "'', 8080", "080, 80"})
    void a_port_is_a_number_or_the_standard_one(String value, int port) {
        assertThat(of("PORT", value).port("PORT", 8080)).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "YES, true", "1, true", "false, false", "No, false", "0, false", "'', true"})
    void a_flag_has_several_spellings(String value, boolean flag) {
        assertThat(of("FLAG", value).flag("FLAG", true)).isEqualTo(flag);
    }

    @Test
    void a_list_has_commas_and_no_empty_entries() {
        assertThat(of("LIST", " a, b:1 ,,c").list("LIST")).containsExactlyInAnyOrder("a", "b:1", "c");
        assertThat(of("LIST", "").list("LIST")).isEmpty();
    }

    @Test
    void a_wrong_value_never_enters_a_message_for_it_may_be_a_secret() {
        // Given
        String secret = "s3cret :/{}";
        Environment environment = new Environment(Map.of(
                "URL",
                secret,
                "PORT",
                secret,
                "FLAG",
                secret,
                "DATABASE",
                secret,
                "KEYS_FILE",
                secret,
                "PASSBACK_ROLES",
                secret));
        // When
        environment.url("URL");
        environment.port("PORT", 1);
        environment.flag("FLAG", false);
        environment.required("DATABASE", DatabaseAddress::parse);
        environment.required("KEYS", value -> value);
        environment.roles();
        // Then
        assertThatThrownBy(environment::complain)
                .hasMessageStartingWith("6 settings are wrong:")
                .hasMessageContainingAll("URL", "PORT", "FLAG", "DATABASE", "KEYS_FILE", "PASSBACK_ROLES")
                .hasMessageNotContaining("s3cret");
    }

    private static Environment of(String name, String value) {
        return new Environment(Map.of(name, value));
    }
}
