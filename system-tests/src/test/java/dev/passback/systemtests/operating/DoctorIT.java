package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.testing.Jdbc;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.PassbackCommands.Ending;
import dev.passback.systemtests.program.Stage;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./passback doctor}, as an operator calls it. */
@Timeout(180)
class DoctorIT {

    private PassbackCommands commands;
    private Stage stage;

    @BeforeEach
    void set() throws TimeoutException {
        commands = PassbackCommands.of(DoctorIT.class);
        stage = Stage.set(commands);
        stage.integration("greenhouse:seen");
    }

    @AfterEach
    void strike() throws TimeoutException {
        stage.close();
    }

    @Test
    void of_a_good_installation_nothing_is_wrong() {
        // When
        JsonObject answer = commands.answer("doctor");
        // Then
        assertThat(answer.getBoolean("well")).isTrue();
        assertThat(levels(answer, "wrong")).isEmpty();
        assertThat(levels(answer, "ok"))
                .contains("database", "version", "schema", "rights", "partitions", "keys", "clock")
                .anyMatch(about -> about.startsWith("upstream 127.0.0.1:"));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_what_to_do() {
        // Given
        String others = commands.file("others.json").toString();
        commands.answer("secrets", "init", "--sealing", commands.file("x.json").toString(), "--opening", others);
        String oldest =
                Jdbc.text(stage.database().url(), "SELECT 'warning' || to_char(now() AT TIME ZONE 'UTC', '_YYYY_MM')");
        Jdbc.run(stage.database().url(), "DROP TABLE " + oldest);
        stage.sandbox().close();
        commands.with("PASSBACK_OPENING_KEYS_FILE", others);
        // When
        Ending ending = commands.run("doctor", "--json");
        // Then
        assertThat(ending.code()).isEqualTo(1);
        JsonObject answer = new JsonObject(ending.out());
        assertThat(answer.getBoolean("well")).isFalse();
        assertThat(levels(answer, "wrong"))
                .contains("partitions", "keys")
                .anyMatch(about -> about.startsWith("upstream 127.0.0.1:"));
        assertThat(ending.out()).contains(oldest).doesNotContain("ks_dev_sandbox");
        assertThat(findings(answer))
                .filteredOn(finding -> finding.getString("level").equals("wrong"))
                .allSatisfy(finding -> assertThat(finding.getString("todo")).isNotBlank());
    }

    @Test
    void what_only_the_pages_go_to_is_looked_at_too() {
        // Given
        String database = stage.database().url();
        Jdbc.run(database, "CREATE ROLE nothing_granted LOGIN PASSWORD 'x'");
        try {
            commands.with("PASSBACK_UI_DATABASE_URL", database.replaceFirst("//[^@]+@", "//nothing_granted:x@"));
            commands.with("PASSBACK_UI_LISTS_DATABASE_URL", "postgresql://passback:s3cret@127.0.0.1:1/passback");
            // When
            Ending ending = commands.run("doctor");
            // Then
            assertThat(ending.code()).isEqualTo(1);
            assertThat(ending.out())
                    .containsPattern("WRONG +pages' database +the role nothing_granted lacks .*submission")
                    .contains("migrate --ui-role nothing_granted")
                    .containsPattern("WRONG +lists' replica +127\\.0\\.0\\.1:1 does not answer")
                    .doesNotContain("s3cret");
            // When
            commands.with("PASSBACK_UI_DATABASE_URL", database);
            commands.with("PASSBACK_UI_LISTS_DATABASE_URL", database);
            // Then
            assertThat(levels(commands.answer("doctor"), "ok")).contains("pages' database", "lists' replica");
        } finally {
            Jdbc.run(database, "DROP ROLE nothing_granted");
        }
    }

    @Test
    void a_database_that_is_away_is_told_in_a_sentence() {
        // Given
        commands.with("PASSBACK_DATABASE_URL", "postgresql://passback:s3cret@127.0.0.1:1/passback");
        // When
        Ending ending = commands.run("doctor");
        // Then
        assertThat(ending.code()).isEqualTo(1);
        assertThat(ending.out())
                .containsPattern("WRONG +database +127\\.0\\.0\\.1:1 does not answer")
                .doesNotContain("s3cret");
    }

    private static List<String> levels(JsonObject answer, String level) {
        return findings(answer).stream()
                .filter(finding -> finding.getString("level").equals(level))
                .map(finding -> finding.getString("about"))
                .toList();
    }

    private static List<JsonObject> findings(JsonObject answer) {
        return answer.getJsonArray("findings").stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
