package dev.passback.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_file_sets_what_no_variable_sets() throws IOException {
        // Given
        Given given = given("""
                # ports

                PASSBACK_API_PORT = 1
                  PASSBACK_UI_PORT=2
                PASSBACK_DATABASE_URL=postgresql://a:b=c#d@db/x
                """, Map.of("PASSBACK_API_PORT", "7"));
        // Then
        assertThat(given.values())
                .containsEntry("PASSBACK_API_PORT", "7")
                .containsEntry("PASSBACK_UI_PORT", "2")
                .containsEntry("PASSBACK_DATABASE_URL", "postgresql://a:b=c#d@db/x");
        assertThat(given.problems()).isEmpty();
        assertThat(given.strangers()).isEmpty();
    }

    @Test
    void a_variable_that_names_a_file_of_its_own_wins_too() throws IOException {
        // Given
        Given given = given(
                "PASSBACK_DATABASE_URL=postgresql://old:x@db/x\n", Map.of("PASSBACK_DATABASE_URL_FILE", "/run/db"));
        // Then
        assertThat(given.values()).doesNotContainKey("PASSBACK_DATABASE_URL");
        assertThat(given.origin("PASSBACK_DATABASE_URL")).contains("variable, the file /run/db");
    }

    @Test
    void it_tells_where_what_comes_from() throws IOException {
        // Given
        Given given = given("PASSBACK_UI_PORT=2\n", Map.of("PASSBACK_API_PORT", "7", "PASSBACK_OPS_PORT", " "));
        // Then
        assertThat(given.origin("PASSBACK_API_PORT")).contains("variable");
        assertThat(given.origin("PASSBACK_UI_PORT"))
                .contains(folder.resolve("passback.conf").toString());
        assertThat(given.origin("PASSBACK_OPS_PORT")).isEmpty();
    }

    @Test
    void what_is_wrong_with_the_file_is_told_by_line() throws IOException {
        // Given
        Given given = given("PASSBACK_UI_PORT=2\n\nnonsense\nPASSBACK_UI_PORT=3\n", Map.of());
        // Then
        assertThat(given.problems())
                .satisfiesExactly(
                        third -> assertThat(third).startsWith("line 3 of ").endsWith("is not NAME=value"),
                        fourth -> assertThat(fourth).startsWith("line 4 of ").endsWith("sets PASSBACK_UI_PORT again"));
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        // Given
        Given given = Given.of(Map.of(Given.CONFIG_FILE, folder.resolve("none").toString()));
        // Then
        assertThat(given.problems()).containsExactly("PASSBACK_CONFIG_FILE names a file that cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "PASSBACK_API_PROT, PASSBACK_API_PORT",
        "PASSBACK_DATABASE_URI, PASSBACK_DATABASE_URL",
        "PASSBACK_STOP_DEADLINES, PASSBACK_STOP_DEADLINE",
    })
    void a_name_that_is_no_settings_is_told_with_the_one_that_was_meant(String written, String meant) {
        // Then
        assertThat(Given.of(Map.of(written, "x")).strangers())
                .containsExactly(written + " is no setting; did you mean " + meant + "?");
    }

    @Test
    void a_name_like_no_other_is_told_alone() throws IOException {
        // Then
        assertThat(given("JAVA_OPTS=-Xmx1g\n", Map.of("PASSBACK_FROBNICATION_LEVEL", "3"))
                        .strangers())
                .containsExactly("PASSBACK_FROBNICATION_LEVEL is no setting", "JAVA_OPTS is no setting");
    }

    @ParameterizedTest
    @CsvSource({
        "PASSBACK_SERVICE_HOST, 10.0.0.1",
        "PASSBACK_SERVICE_PORT_API, 8080",
        "PASSBACK_PORT, tcp://10.0.0.1:8080",
        "PASSBACK_UI_SERVICE_PORT, 8081",
        "PASSBACK_PORT_8080_TCP_ADDR, 10.0.0.1",
        "PASSBACK_SKIP_BUILD, 1",
        "PATH, /bin",
    })
    void what_others_set_is_no_concern(String name, String value) {
        // Then
        assertThat(Given.of(Map.of(name, value)).strangers()).isEmpty();
    }

    private Given given(String text, Map<String, String> variables) throws IOException {
        Path file = Files.writeString(folder.resolve("passback.conf"), text);
        Map<String, String> all = new HashMap<>(variables);
        all.put(Given.CONFIG_FILE, file.toString());
        return Given.of(all);
    }
}
