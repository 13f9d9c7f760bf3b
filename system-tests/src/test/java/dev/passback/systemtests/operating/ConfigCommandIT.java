package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.PassbackCommands.Ending;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./passback config}, as an operator calls it; it needs no database. */
@Timeout(120)
class ConfigCommandIT {

    private PassbackCommands commands;

    @BeforeEach
    void set() {
        commands = PassbackCommands.of(ConfigCommandIT.class);
        String opening = commands.file("opening.json").toString();
        commands.answer(
                "secrets", "init", "--sealing", commands.file("sealing.json").toString(), "--opening", opening);
        commands.with("PASSBACK_DATABASE_URL", "postgresql://passback:s3cret@db.example/passback")
                .with("PASSBACK_OPENING_KEYS_FILE", opening);
    }

    @Test
    void it_shows_what_is_in_force_and_where_it_comes_from_without_secrets() {
        // Given
        commands.with(
                "PASSBACK_CONFIG_FILE",
                commands.file("passback.conf", "PASSBACK_STOP_DEADLINE=40s\n").toString());
        // When
        Ending ending = commands.run("config");
        // Then
        assertThat(ending.code()).as(ending.err()).isZero();
        assertThat(ending.out())
                .containsPattern("PASSBACK_STOP_DEADLINE +40s +/.*passback\\.conf")
                .containsPattern("PASSBACK_DATABASE_URL +postgresql://passback:\\*\\*\\*@db.example/passback +variable")
                .containsPattern("PASSBACK_ROLES +gateway,ui +default")
                .doesNotContain("s3cret");
    }

    @Test
    void it_refuses_what_serve_refuses_and_names_all_of_it() {
        // Given
        commands.with("PASSBACK_API_PROT", "1").with("PASSBACK_UI_PORT", "x");
        // When
        Ending config = commands.run("config", "--json");
        Ending serve = commands.run("serve");
        // Then
        assertThat(config.code()).isEqualTo(1);
        assertThat(new JsonObject(config.out()).getJsonArray("wrong")).hasSize(2);
        assertThat(serve.code()).isEqualTo(1);
        assertThat(List.of(config.err(), serve.err()))
                .allSatisfy(said ->
                        assertThat(said).contains("did you mean PASSBACK_API_PORT?", "PASSBACK_UI_PORT is wrong"));
    }
}
