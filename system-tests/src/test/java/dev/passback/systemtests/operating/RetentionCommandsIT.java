package dev.passback.systemtests.operating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.testing.Jdbc;
import dev.passback.systemtests.program.Installation;
import dev.passback.systemtests.program.PassbackCommands;
import dev.passback.systemtests.program.Serving;
import dev.passback.systemtests.program.Stage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retention, holds and erasure, as an operator calls them. */
@Timeout(180)
class RetentionCommandsIT {

    private static final String INTEGRATION = "greenhouse:kept";
    private static final String ADA = "candidate-ada";

    @Test
    void what_is_past_its_days_goes_and_a_candidate_is_forgotten() throws IOException, TimeoutException {
        PassbackCommands commands = PassbackCommands.of(RetentionCommandsIT.class);
        try (Stage stage = Stage.set(commands)) {
            // Given
            stage.integration(INTEGRATION);
            try (Serving serving = stage.installation().serve()) {
                var caller = serving.caller(stage.installation().key());
                for (String candidate : new String[] {ADA, "candidate-bo", "candidate-cy"}) {
                    assertThat(caller.post(INTEGRATION, candidate).status()).isEqualTo(200);
                }
            }
            String url = stage.database().url();
            Jdbc.run(
                    url,
                    "UPDATE submission SET settled_at = settled_at - interval '50 days' WHERE target_id = 'candidate-bo'");
            // When
            JsonObject tenant =
                    commands.answer("tenant", "keep", Installation.TENANT, "--days", "40", "--body-days", "0");
            JsonObject due =
                    commands.answer("purge", "--dry-run").getJsonArray("due").getJsonObject(0);
            // Then
            assertThat(tenant.getInteger("keep_days")).isEqualTo(40);
            assertThat(due.getInteger("submissions")).isEqualTo(1);
            assertThat(count(url)).isEqualTo("3");
            // When
            commands.answer("tenant", "hold", Installation.TENANT, "--reason", "case 4711");
            // Then
            assertThat(commands.answer("purge").getInteger("submissions")).isZero();
            assertThat(commands.run("erase", "--tenant", Installation.TENANT, "--candidate", ADA, "--reason", "asked"))
                    .satisfies(ending -> assertThat(ending.code()).isEqualTo(1))
                    .satisfies(ending -> assertThat(ending.err()).contains("legal hold"));
            // When
            commands.answer("tenant", "hold", Installation.TENANT, "--lift");
            JsonObject gone = commands.answer("purge");
            // Then
            assertThat(gone.getInteger("submissions")).isEqualTo(1);
            assertThat(gone.getInteger("bodies")).isEqualTo(2);
            assertThat(count(url)).isEqualTo("2");
            // When
            JsonObject would =
                    commands.answer("erase", "--tenant", Installation.TENANT, "--candidate", ADA, "--dry-run");
            JsonObject erased =
                    commands.answer("erase", "--tenant", Installation.TENANT, "--candidate", ADA, "--reason", "asked");
            // Then
            assertThat(would.getInteger("submissions")).isEqualTo(1);
            assertThat(erased.getInteger("submissions")).isEqualTo(1);
            assertThat(count(url)).isEqualTo("1");
            assertThat(commands.run("erase", "--tenant", Installation.TENANT, "--candidate", ADA)
                            .code())
                    .as("without a reason")
                    .isEqualTo(2);
        }
    }

    private static String count(String url) {
        return String.valueOf(Jdbc.text(url, "SELECT count(*)::text FROM submission"));
    }
}
